import { AppError } from "@/lib/errors";
import { detectText } from "./dialect";
import { detectEncoding, TextReader } from "./encoding";
import type { Dialect } from "./import";
import { isGzip, unpacked } from "./records";

/** How much of a file is looked at to tell how it is written. */
const LOOKED_AT = 1024 * 1024;

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const OLD_EXCEL = [0xd0, 0xcf, 0x11, 0xe0];
const PDF = [0x25, 0x50, 0x44, 0x46];

const beginsWith = (bytes: Uint8Array, sign: readonly number[]) =>
  sign.every((byte, index) => bytes[index] === byte);

async function beginning(bytes: AsyncIterable<Uint8Array>): Promise<Buffer> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of bytes) {
    parts.push(part);
    length += part.length;
    if (length >= LOOKED_AT) break;
  }
  return Buffer.concat(parts).subarray(0, LOOKED_AT);
}

/** Refuses what is no text at all, with what to do instead. */
function requireText(bytes: Uint8Array): void {
  if (bytes.length === 0) throw new AppError("INVALID", "This file is empty. Choose one that has rows.");
  if (beginsWith(bytes, ZIP) || beginsWith(bytes, OLD_EXCEL))
    throw new AppError("INVALID", "This is an Excel or zip file. Save the sheet as CSV and upload that.");
  if (beginsWith(bytes, PDF))
    throw new AppError("INVALID", "This is a PDF. Export the table as CSV and upload that.");
}

/** Encoding, delimiter, quote sign, header and packing, from the first megabyte. `read` starts the file anew. */
export async function detectDialect(read: () => AsyncIterable<Uint8Array>): Promise<Dialect> {
  const raw = await beginning(read());
  requireText(raw);
  const isPacked = isGzip(raw);
  const bytes = isPacked ? await beginning(unpacked(read(), true)) : raw;
  requireText(bytes);
  const encoding = detectEncoding(bytes);
  const text = new TextReader(encoding).read(bytes);
  return { encoding, ...detectText(text), isGzip: isPacked };
}
