/** Encodings that a person can choose; each is a label of the Encoding Standard that TextDecoder knows. */
export const ENCODINGS = [
  "utf-8",
  "utf-16le",
  "utf-16be",
  "windows-1252",
  "windows-1250",
  "windows-1251",
  "shift_jis",
  "euc-jp",
  "gb18030",
  "euc-kr",
  "big5",
] as const;
export type Encoding = (typeof ENCODINGS)[number];

export const ENCODING_LABEL: Record<Encoding, string> = {
  "utf-8": "UTF-8",
  "utf-16le": "UTF-16 (little-endian)",
  "utf-16be": "UTF-16 (big-endian)",
  "windows-1252": "Western European (Windows-1252)",
  "windows-1250": "Central European (Windows-1250)",
  "windows-1251": "Cyrillic (Windows-1251)",
  shift_jis: "Japanese (Shift-JIS)",
  "euc-jp": "Japanese (EUC-JP)",
  gb18030: "Chinese (GB 18030)",
  "euc-kr": "Korean (EUC-KR)",
  big5: "Chinese, traditional (Big5)",
};
