/** Shortest password taken. Length is what makes one hard to guess; rules about signs do not. */
export const PASSWORD_MIN = 10;
export const PASSWORD_MAX = 200;

/** What people type first when asked for ten characters. */
const COMMON = [
  "0123456789",
  "1234567890",
  "12345678910",
  "123456789a",
  "9876543210",
  "abcdefghij",
  "administrator",
  "changeme123",
  "facetfacet",
  "iloveyou123",
  "letmein123",
  "marketing1",
  "passwort123",
  "password12",
  "password123",
  "password1234",
  "passwordpassword",
  "q1w2e3r4t5",
  "1q2w3e4r5t",
  "1qaz2wsx3edc",
  "qwerty1234",
  "qwerty12345",
  "qwertyuiop",
  "qwertzuiop",
  "welcome123",
];

const lettersAndFigures = (text: string) => text.toLowerCase().replace(/[^\p{L}\p{N}]/gu, "");

/** The words that anyone who knows the person would try: address, its parts, and the parts of the names. */
function personalWords(known: readonly string[]): string[] {
  const parts = known.flatMap((text) => [text, ...text.split(/[^\p{L}\p{N}]+/u)]);
  return [...new Set(parts.map(lettersAndFigures))]
    .filter((word) => word.length >= 3)
    .sort((a, b) => b.length - a.length);
}

/**
 * What is wrong with a new password, as a sentence that says what to do; null when it may be used.
 * `known` is what others know of the person: e-mail address, name, workspace.
 */
export function passwordProblem(password: string, known: readonly string[] = []): string | null {
  if (password.length < PASSWORD_MIN) return `Use at least ${PASSWORD_MIN} characters.`;
  if (password.length > PASSWORD_MAX) return `Use at most ${PASSWORD_MAX} characters.`;
  if (new Set(password).size < 5) return "Use more different characters.";
  const plain = lettersAndFigures(password);
  if (COMMON.includes(plain)) return "This password is among the first that anyone tries. Choose another.";
  let rest = plain;
  for (const word of personalWords(known)) rest = rest.replaceAll(word, "");
  if (rest.length < 5 && rest.length < plain.length)
    return "Choose a password that is not made of your name or e-mail address.";
  return null;
}
