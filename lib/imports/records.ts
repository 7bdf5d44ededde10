import { Readable } from "node:stream";
import { createGunzip } from "node:zlib";
import { type CsvError, parse } from "csv-parse";
import { AppError } from "@/lib/errors";
import { csvOptions } from "./dialect";
import { TextReader } from "./encoding";
import { type Dialect, MAX_TEXT_BYTES, type Trouble } from "./import";

type Bytes = AsyncIterable<Uint8Array>;

/** Whether these first bytes are those of a gzip file (RFC 1952), whatever its name says. */
export function isGzip(bytes: Uint8Array): boolean {
  return bytes[0] === 0x1f && bytes[1] === 0x8b;
}

/** The bytes unpacked, or as they are. INVALID for a broken archive, LIMIT for one that unpacks to too much. */
export async function* unpacked(bytes: Bytes, isPacked: boolean): Bytes {
  if (!isPacked) {
    yield* bytes;
    return;
  }
  const source = Readable.from(bytes);
  const gunzip = createGunzip();
  source.on("error", (error) => gunzip.destroy(error));
  let total = 0;
  try {
    for await (const part of source.pipe(gunzip) as AsyncIterable<Buffer>) {
      total += part.length;
      if (total > MAX_TEXT_BYTES)
        throw new AppError("LIMIT", "The file unpacks to more than 2 GB. Split it into smaller files.");
      yield part;
    }
  } catch (cause) {
    if (!isZlibError(cause)) throw cause;
    throw new AppError("INVALID", "The gzip file is damaged or was cut off. Make it again and upload it.", {
      cause,
    });
  } finally {
    source.destroy();
    gunzip.destroy();
  }
}

const isZlibError = (error: unknown) =>
  error instanceof Error && "code" in error && /^Z_/.test(String(error.code));

/** One record of the file: `no` counts from 1, the header and blank lines included, as a spreadsheet does. */
export type FileRecord = { no: number; cells: string[] };

/** The records of a file as a stream. `onTrouble` hears of text that could not be cut into records. */
export async function* readRecords(
  bytes: Bytes,
  dialect: Dialect,
  onTrouble: (trouble: Trouble) => void = () => {},
): AsyncGenerator<FileRecord> {
  let no = 0;
  const parser = parse(csvOptions(dialect));
  const text = Readable.from(textOf(unpacked(bytes, dialect.isGzip), dialect));
  text.on("error", (error) => parser.destroy(error));
  try {
    for await (const cells of text.pipe(parser) as AsyncIterable<string[]>) {
      no += 1;
      yield { no, cells };
    }
  } catch (error) {
    const kind = troubleOf(error);
    if (!kind) throw error;
    onTrouble({ at: no + 1, kind });
  } finally {
    text.destroy();
    parser.destroy();
  }
}

async function* textOf(bytes: Bytes, dialect: Dialect): AsyncGenerator<string> {
  const reader = new TextReader(dialect.encoding);
  for await (const part of bytes) {
    const text = reader.read(part);
    if (text !== "") yield text;
  }
  const rest = reader.read(new Uint8Array(), true);
  if (rest !== "") yield rest;
}

function troubleOf(error: unknown): Trouble["kind"] | null {
  const code = (error as CsvError | undefined)?.code;
  if (code === "CSV_QUOTE_NOT_CLOSED") return "unclosed";
  return code === "CSV_MAX_RECORD_SIZE" ? "too long" : null;
}
