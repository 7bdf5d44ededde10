import { createHash, randomBytes } from "node:crypto";

/** 256 random bits for an address. Whoever has it may come in, so it is shown once and kept only as a hash. */
export function newToken(): string {
  return randomBytes(32).toString("base64url");
}

/** Without salt or stretching: nobody can guess 256 bits, and the hash must be found by an index. */
export function hashToken(token: string): string {
  return createHash("sha256").update(token).digest("hex");
}
