/** How long to wait, as the end of a sentence: "in 40 seconds", "in a minute", "in 9 minutes". */
export function waitWords(seconds: number): string {
  if (seconds < 50) return seconds <= 1 ? "in a second" : `in ${Math.ceil(seconds)} seconds`;
  const minutes = Math.ceil(seconds / 60);
  return minutes <= 1 ? "in a minute" : `in ${minutes} minutes`;
}
