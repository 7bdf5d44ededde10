import { describe, expect, test } from "vitest";
import { detectEncoding, hasBadByte, showBadBytes, TextReader } from "./encoding";
import type { Encoding } from "./encoding-names";

const latin = (text: string) => Buffer.from(text, "latin1");
const utf16be = (text: string) => Buffer.from(text, "utf16le").swap16();
const SHIFT_JIS = Buffer.from(
  "8381815b838b2c96bc914f0d0a616e6e406578616d706c652e746573742c8e5293639be891be98590d0a",
  "hex",
);

function decode(bytes: Uint8Array, encoding: Encoding, step = bytes.length): string {
  const reader = new TextReader(encoding);
  let text = "";
  for (let at = 0; at < bytes.length; at += step) text += reader.read(bytes.subarray(at, at + step));
  return text + reader.read(new Uint8Array(), true);
}

describe("finds the encoding of", () => {
  test.each<[string, Buffer, Encoding]>([
    ["plain letters", Buffer.from("email,name\na@example.test,Ann\n"), "utf-8"],
    ["UTF-8", Buffer.from("email,name\na@example.test,Änne\n"), "utf-8"],
    ["UTF-8 with a mark", Buffer.from("\uFEFFemail\nä@example.test\n"), "utf-8"],
    ["UTF-8 cut within a letter", Buffer.from("name\nÄnne Ä").subarray(0, 11), "utf-8"],
    ["UTF-8 with one broken byte", Buffer.concat([Buffer.from("ÄÖÜ,ß\n"), latin("Café\n")]), "utf-8"],
    ["UTF-16 with a mark", Buffer.from("\uFEFFemail\tname\n", "utf16le"), "utf-16le"],
    ["UTF-16 without a mark", Buffer.from("email\tname\n", "utf16le"), "utf-16le"],
    ["UTF-16, big end first", utf16be("email\tname\n"), "utf-16be"],
    ["Windows-1252", latin("Vorname;Name\nÄnne;Groß\nJürgen;Müller\n"), "windows-1252"],
    ["one accent", latin("name\nCafé\n"), "windows-1252"],
    ["Shift-JIS", SHIFT_JIS, "shift_jis"],
  ])("%s", (_, bytes, encoding) => {
    expect(detectEncoding(bytes)).toBe(encoding);
  });
});

describe("reads", () => {
  test.each([1, 2, 3, 7, 1000])("letters of several bytes in parts of %d", (step) => {
    const text = "Änne, 山田, 😀\nGroß\n";
    expect(decode(Buffer.from(`\uFEFF${text}`), "utf-8", step)).toBe(text);
    expect(decode(Buffer.from(`\uFEFF${text}`, "utf16le"), "utf-16le", step)).toBe(text);
  });

  test("a broken byte is marked and can be shown again", () => {
    const bytes = Buffer.concat([Buffer.from("Änne\n"), latin("Café"), Buffer.from("\nGroß\n")]);
    const [first, second, third] = decode(bytes, "utf-8").split("\n");
    expect([first, third]).toEqual(["Änne", "Groß"]);
    expect(hasBadByte(second ?? "")).toBe(true);
    expect(hasBadByte(first ?? "")).toBe(false);
    expect(showBadBytes(second ?? "")).toBe("Café");
  });

  test("Shift-JIS", () => {
    expect(decode(SHIFT_JIS, "shift_jis", 3)).toContain("メール,名前");
  });
});
