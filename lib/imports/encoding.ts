import { isUtf8 } from "node:buffer";
import chardet from "chardet";
import { ENCODINGS, type Encoding } from "./encoding-names";

const CHARDET: Record<string, Encoding> = {
  "ISO-8859-1": "windows-1252",
  "ISO-8859-2": "windows-1250",
  "ISO-8859-5": "windows-1251",
  "KOI8-R": "windows-1251",
  GB18030: "gb18030",
};

/** The encoding of a file from its first bytes: byte-order mark, zero bytes, valid UTF-8, then likelihood. */
export function detectEncoding(bytes: Uint8Array): Encoding {
  if (bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf) return "utf-8";
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return "utf-16le";
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return "utf-16be";
  const zeros = zeroShares(bytes);
  if (zeros.odd > 0.3 && zeros.even < 0.1) return "utf-16le";
  if (zeros.even > 0.3 && zeros.odd < 0.1) return "utf-16be";
  if (isUtf8(withoutCutEnd(bytes))) return "utf-8";
  return mostlyUtf8(bytes) ? "utf-8" : legacyEncoding(bytes);
}

function zeroShares(bytes: Uint8Array): { even: number; odd: number } {
  const counts = [0, 0];
  const length = Math.min(bytes.length, 4096);
  for (let at = 0; at < length; at++) if (bytes[at] === 0) counts[at % 2] = (counts[at % 2] ?? 0) + 1;
  const half = Math.max(1, length / 2);
  return { even: (counts[0] ?? 0) / half, odd: (counts[1] ?? 0) / half };
}

/** Whether more characters are well-formed sequences of several bytes than bytes are broken. */
function mostlyUtf8(bytes: Uint8Array): boolean {
  let good = 0;
  let bad = 0;
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length > 1) good += 1;
    if (length === 0) bad += 1;
    at += Math.max(1, length);
  }
  return good > bad;
}

function legacyEncoding(bytes: Uint8Array): Encoding {
  const sample = bytes.subarray(0, 256 * 1024);
  if (isJapanese(sample)) return "shift_jis";
  const name = chardet.detect(sample) ?? "";
  const label = name.toLowerCase();
  const known = CHARDET[name] ?? ENCODINGS.find((encoding) => encoding === label);
  return known && !known.startsWith("utf") && isLikely(sample, known) ? known : "windows-1252";
}

/** A few accented letters in Latin text look like anything to a guesser: others need many high bytes. */
function isLikely(bytes: Uint8Array, encoding: Encoding): boolean {
  const high = bytes.reduce((count, byte) => count + (byte > 127 ? 1 : 0), 0);
  return high >= 8 && (encoding.startsWith("windows") || high > bytes.length * 0.05);
}

/** Short Japanese headers are too little for statistics, but kana decode to kana. */
function isJapanese(bytes: Uint8Array): boolean {
  const text = new TextDecoder("shift_jis").decode(withoutCutPair(bytes));
  const high = bytes.reduce((count, byte) => count + (byte > 127 ? 1 : 0), 0);
  const broken = text.match(/\uFFFD/g)?.length ?? 0;
  const japanese = text.match(/[\u3040-\u30FF\u4E00-\u9FFF]/g)?.length ?? 0;
  const kana = text.match(/[\u3040-\u30FF]/g)?.length ?? 0;
  return broken === 0 && kana > 0 && japanese * 2 > high * 0.7;
}

const withoutCutPair = (bytes: Uint8Array) =>
  (bytes.at(-1) ?? 0) > 127 ? bytes.subarray(0, bytes.length - 1) : bytes;

/** Length of the well-formed UTF-8 sequence at `at`; 0 when there is none. */
function sequenceLength(bytes: Uint8Array, at: number): number {
  const first = bytes[at] ?? 0;
  if (first < 0x80) return 1;
  const length = first >= 0xf0 ? 4 : first >= 0xe0 ? 3 : first >= 0xc2 ? 2 : 0;
  return length > 0 && isUtf8(bytes.subarray(at, at + length)) && at + length <= bytes.length ? length : 0;
}

/** Without a sequence at the end that the cut split in two. */
function withoutCutEnd(bytes: Uint8Array): Uint8Array {
  for (let back = 1; back <= Math.min(3, bytes.length); back++) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return bytes;
    if (byte < 0xc0) continue;
    const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
    return length > back ? bytes.subarray(0, bytes.length - back) : bytes;
  }
  return bytes;
}

const BAD_BASE = 0xf700;
const BAD = /[\uF780-\uF7FF\uFFFD]/;
const BAD_ALL = /[\uF780-\uF7FF]/g;

/** Whether the text holds a byte that its encoding does not have. */
export function hasBadByte(text: string): boolean {
  return BAD.test(text);
}

/** Bad bytes as the letters that Windows-1252 has for them, so that nothing of the row is lost. */
export function showBadBytes(text: string): string {
  return text.replace(BAD_ALL, (mark) =>
    new TextDecoder("windows-1252").decode(Uint8Array.of(mark.charCodeAt(0) - BAD_BASE)),
  );
}

/** UTF-8 in which each broken byte becomes a private-use mark that still says which byte it was. */
function decodeMarking(bytes: Uint8Array): string {
  let text = "";
  let from = 0;
  const decoder = new TextDecoder("utf-8", { ignoreBOM: true });
  for (let at = 0; at < bytes.length; ) {
    const length = sequenceLength(bytes, at);
    if (length === 0) {
      text += decoder.decode(bytes.subarray(from, at)) + String.fromCharCode(BAD_BASE + (bytes[at] ?? 0));
      from = at + 1;
    }
    at += Math.max(1, length);
  }
  return text + decoder.decode(bytes.subarray(from));
}

/** Turns parts of a file into text; sequences may be split between parts. */
export class TextReader {
  private readonly decoder: TextDecoder;
  private readonly isMarking: boolean;
  private rest: Uint8Array = new Uint8Array();
  private isStart = true;

  constructor(encoding: Encoding) {
    this.decoder = new TextDecoder(encoding);
    this.isMarking = encoding === "utf-8";
  }

  /** The text of these bytes; `isLast` ends the file. */
  read(part: Uint8Array, isLast = false): string {
    if (!this.isMarking) return this.decoder.decode(part, { stream: !isLast });
    const bytes = this.rest.length > 0 ? Buffer.concat([this.rest, part]) : part;
    const whole = isLast ? bytes : withoutCutEnd(bytes);
    this.rest = bytes.subarray(whole.length);
    const text = isUtf8(whole)
      ? Buffer.from(whole.buffer, whole.byteOffset, whole.length).toString("utf8")
      : decodeMarking(whole);
    if (!this.isStart || text === "") return text;
    this.isStart = false;
    return text.startsWith("\uFEFF") ? text.slice(1) : text;
  }
}
