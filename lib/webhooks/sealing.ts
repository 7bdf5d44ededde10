import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from "node:crypto";
import { AppError } from "@/lib/errors";

/** The newest first: it seals, all of them open. */
export type SealingKeys = readonly { id: string; key: Buffer }[];

const MARK = "sealed1";
const [IV_BYTES, TAG_BYTES] = [12, 16];

/** What a message says instead of going out unsigned. */
export const UNREADABLE =
  "The signing secret cannot be read: it was sealed under another AUTH_SECRET. Name that one in AUTH_SECRET_BEFORE, or make a new secret.";

/** Keys out of the application's secret and those before it (HKDF-SHA256, RFC 5869). UNAVAILABLE without one. */
export function sealingKeys(env: {
  AUTH_SECRET?: string | undefined;
  AUTH_SECRET_BEFORE: string;
}): SealingKeys {
  const before = env.AUTH_SECRET_BEFORE.split(",").map((secret) => secret.trim());
  if (!env.AUTH_SECRET)
    throw new AppError(
      "UNAVAILABLE",
      "Signing secrets cannot be kept: AUTH_SECRET is not set on this server.",
    );
  return [env.AUTH_SECRET, ...before.filter((secret) => secret !== "")].map((secret) => {
    const key = Buffer.from(hkdfSync("sha256", secret, "facet", "webhook signing secrets", 32));
    return { id: createHash("sha256").update(key).digest("hex").slice(0, 12), key };
  });
}

/** AES-256-GCM under the newest key, bound to the place where it is kept, so that it opens nowhere else. */
export function sealSecret(secret: string, place: string, [newest]: SealingKeys): string {
  if (!newest) throw new Error("Nothing seals without a key.");
  const iv = randomBytes(IV_BYTES);
  const cipher = createCipheriv("aes-256-gcm", newest.key, iv).setAAD(Buffer.from(place));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return [MARK, newest.id, Buffer.concat([iv, cipher.getAuthTag(), text]).toString("base64url")].join(".");
}

/** The secret, or null when no key opens it. One that was stored before secrets were sealed is given as it is. */
export function openSecret(stored: string, place: string, keys: SealingKeys): string | null {
  const [mark, keyId, body = ""] = stored.split(".");
  if (mark !== MARK) return stored;
  const key = keys.find(({ id }) => id === keyId)?.key;
  if (!key) return null;
  const bytes = Buffer.from(body, "base64url");
  const [iv, tag] = [bytes.subarray(0, IV_BYTES), bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES)];
  try {
    const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: TAG_BYTES });
    decipher.setAAD(Buffer.from(place)).setAuthTag(tag);
    return Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]).toString(
      "utf8",
    );
  } catch {
    return null;
  }
}

/** The beginning of everything that the newest key has sealed. */
export function sealedByNewest([newest]: SealingKeys): string {
  return `${MARK}.${newest?.id}.`;
}
