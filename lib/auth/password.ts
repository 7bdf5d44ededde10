import { hash, verify } from "@node-rs/argon2";
import { AppError } from "@/lib/errors";

/** OWASP's argon2id setting: 19 MiB, two passes, one lane. Argon2id is the library's default. */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** Hashes that may run at once; each takes 19 MiB and a core. */
const MOST_AT_ONCE = 4;
const MOST_WAITING = 40;

let running = 0;
const waiting: (() => void)[] = [];

async function inTurn<T>(work: () => Promise<T>): Promise<T> {
  if (running >= MOST_AT_ONCE) {
    if (waiting.length >= MOST_WAITING)
      throw new AppError(
        "UNAVAILABLE",
        "Too many people are signing in at this moment. Try again in a few seconds.",
      );
    await new Promise<void>((resolve) => waiting.push(resolve));
  } else running++;
  try {
    return await work();
  } finally {
    const next = waiting.shift();
    if (next) next();
    else running--;
  }
}

/** The same letters however the keyboard composed them. */
const typed = (password: string) => password.normalize("NFKC");

/** Argon2id hash in PHC format. UNAVAILABLE when too many wait already. */
export function hashPassword(password: string): Promise<string> {
  return inTurn(() => hash(typed(password), COST));
}

let nobody: Promise<string> | undefined;

/** True when the password belongs to the hash. Takes as long for an account that does not exist (null). */
export async function verifyPassword(password: string, passwordHash: string | null): Promise<boolean> {
  nobody ??= hash("nobody has this password", COST);
  const against = passwordHash ?? (await nobody);
  const isRight = await inTurn(() => verify(against, typed(password)));
  return isRight && passwordHash !== null;
}
