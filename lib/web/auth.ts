import "server-only";
import NextAuth, { CredentialsSignin } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import { z } from "zod";
import { checkPassword, closeSession, openSession, SESSION_DAYS } from "@/lib/auth/sessions/mutations";
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

const SignIn = z.object({ email: z.email(), password: z.string().min(1).max(200) });

/** Wrong password, or too many tries: `code` is what the sign-in page reads. */
class Refused extends CredentialsSignin {
  constructor(message: string) {
    super(message);
    this.code = message;
  }
}

function addressOf(request: Request): string {
  return request.headers.get("x-forwarded-for")?.split(",")[0]?.trim() ?? "unknown";
}

/**
 * The cookie holds a signed token with nothing but our session row's id. Database sessions cannot be used with
 * passwords in this library, so `getSession` looks the row up on every request instead.
 */
export const { handlers, auth, signIn, signOut } = NextAuth({
  pages: { signIn: "/sign-in" },
  session: { strategy: "jwt", maxAge: SESSION_DAYS * 86_400 },
  trustHost: true,
  logger: {
    error(error) {
      const { type } = error as { type?: string };
      if (type !== "CredentialsSignin") log.error({ err: error }, "sign-in failed");
    },
  },
  providers: [
    Credentials({
      credentials: { email: {}, password: {} },
      async authorize(raw, request) {
        const parsed = SignIn.safeParse(raw);
        if (!parsed.success) throw new Refused("wrong");
        try {
          const user = await checkPassword({ ...parsed.data, address: addressOf(request) });
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
