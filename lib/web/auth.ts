import "server-only";
import NextAuth, { AuthError, CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { SignInInput } from "@/lib/auth/model";
import { checkPassword, closeSession, openSession, SESSION_DAYS } from "@/lib/auth/sessions/mutations";
import { clientAddress } from "@/lib/client-address";
import { AppError } from "@/lib/errors";
import { log } from "@/lib/log";

declare module "next-auth" {
  interface User {
    userAgent?: string;
  }
  interface Session {
    sessionId?: string;
  }
}

/** Why nobody was let in, in a form that survives the library: "wrong", or our sentence. */
class Refused extends CredentialsSignin {
  constructor(code: string) {
    super();
    this.code = code;
  }
}

/** What went wrong under the library's own error. */
function causeOf(error: unknown): unknown {
  return error instanceof AuthError ? (error.cause?.err ?? error) : error;
}

/**
 * The cookie holds a signed token with nothing but our session row's id. Database sessions cannot be used with
 * passwords in this library, so `getSession` looks the row up on every request instead.
 */
const { handlers, auth, signIn, signOut } = NextAuth({
  pages: { signIn: "/sign-in" },
  session: { strategy: "jwt", maxAge: SESSION_DAYS * 86_400 },
  trustHost: true,
  logger: {
    error(error) {
      if (!(error instanceof CredentialsSignin)) log.error({ err: causeOf(error) }, "sign-in failed");
    },
  },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      async authorize(raw, request) {
        const parsed = SignInInput.safeParse(raw);
        if (!parsed.success) throw new Refused("wrong");
        try {
          const user = await checkPassword({
            ...parsed.data,
            address: clientAddress(request.headers.get("x-forwarded-for")),
          });
          if (!user) throw new Refused("wrong");
          return { ...user, userAgent: request.headers.get("user-agent") ?? "" };
        } catch (error) {
          if (error instanceof AppError) throw new Refused(error.message);
          throw error;
        }
      },
    }),
  ],
  callbacks: {
    async jwt({ token, user }) {
      if (!user?.id) return token;
      const sessionId = await openSession({ userId: user.id, userAgent: user.userAgent ?? "" });
      return { sessionId };
    },
    session({ session, token }) {
      if (typeof token.sessionId === "string") session.sessionId = token.sessionId;
      return session;
    },
  },
  events: {
    async signOut(message) {
      if ("token" in message && typeof message.token?.sessionId === "string")
        await closeSession(message.token.sessionId);
    },
  },
});

export { auth, handlers, signOut };

/** Signs the browser in. INVALID for a wrong address or password, LIMIT after too many tries; all else stays what it was. */
export async function signInWithPassword({ email, password }: SignInInput): Promise<void> {
  try {
    await signIn("credentials", { email, password, redirect: false });
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) throw causeOf(error);
    if (error.code !== "wrong") throw new AppError("LIMIT", error.code, { cause: error });
    throw new AppError("INVALID", "This e-mail address and password do not belong together. Try again.");
  }
}
