import { clsx } from "clsx";
import type { SentenceToken } from "@/lib/segments/sentence";

/** The rule as one sentence; what it is about and what it is compared with stand out. */
export function RuleSentence({
  tokens,
  className,
}: {
  tokens: readonly SentenceToken[];
  className?: string;
}) {
  return (
    <p className={clsx("max-w-[70ch] text-base text-ink-2", className)}>
      {tokens.map((token, index) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one fixed sentence
          key={index}
          className={clsx(
            token.kind === "subject" && "font-medium text-ink",
            token.kind === "value" && "font-medium text-accent-strong",
          )}
        >
          {token.text}
        </span>
      ))}
    </p>
  );
}
