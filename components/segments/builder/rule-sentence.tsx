import { clsx } from "clsx";
import type { SentenceToken } from "@/lib/segments/sentence";

const LOOK: Record<SentenceToken["kind"], string> = {
  word: "",
  join: "",
  subject: "font-medium text-ink",
  value: "text-ink",
};

/** The whole rule as one sentence, what it speaks of set off from the words between. */
export function RuleSentence({
  tokens,
  className,
}: {
  tokens: readonly SentenceToken[];
  className?: string;
}) {
  return (
    <p className={clsx("max-w-[76ch] text-base leading-relaxed text-ink-2", className)}>
      {tokens.map((token, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: words of one sentence have no other name
        <span key={index} className={LOOK[token.kind] || undefined}>
          {token.text}
        </span>
      ))}
      {!tokens.at(-1)?.text.endsWith("…") && "."}
    </p>
  );
}
