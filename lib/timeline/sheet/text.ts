/** Shares of the font size that a character is wide, about as in Inter and Helvetica: enough to know what fits. */
const WIDTHS: readonly (readonly [RegExp, number])[] = [
  [/[iIjl.,:;'|!’·]/u, 0.29],
  [/[frt()[\]\-\s/“”]/u, 0.38],
  [/[mwMW%@—]/u, 0.9],
  [/[A-ZÀ-ÞĀ-Ž]/u, 0.7],
  [/[0-9–]/u, 0.62],
];

function characterWidth(character: string): number {
  const known = WIDTHS.find(([pattern]) => pattern.test(character))?.[1];
  // Beyond the alphabets that are written in letters of about one width: signs and pictures.
  return known ?? ((character.codePointAt(0) ?? 0) > 0x2e7f ? 1.1 : 0.57);
}

/** Inter is not everywhere, and what stands in for it may be wider. */
const SPARE = 1.1;

/** About how wide a text is at most, in pixels. */
export function textWidth(text: string, size: number, isStrong = false): number {
  let width = 0;
  for (const character of text) width += characterWidth(character);
  return width * size * SPARE * (isStrong ? 1.06 : 1);
}

/** The text, or as much of its beginning as fits with an ellipsis. */
export function cutText(text: string, size: number, width: number, isStrong = false): string {
  if (textWidth(text, size, isStrong) <= width) return text;
  let kept = "";
  for (const character of text) {
    if (textWidth(`${kept}${character}…`, size, isStrong) > width) break;
    kept += character;
  }
  return `${kept.trimEnd()}…`;
}
