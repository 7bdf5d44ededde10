import { Check, X } from "lucide-react";
import type { Explanation } from "@/lib/segments/preview/preview";
import type { WhyLine } from "@/lib/segments/why";

type WhyListProps = { lines: readonly WhyLine[]; explanation: Explanation };

/** Each condition of a rule with whether it holds for the person, and what was done by hand. */
export function WhyList({ lines, explanation }: WhyListProps) {
  const { isMember, isInParent, override } = explanation;
  const [root, ...below] = lines;
  // "All of these" over the whole rule goes without saying.
  const shown =
    root?.text === "All of these" ? below.map((line) => ({ ...line, level: line.level - 1 })) : lines;
  return (
    <>
      <ul className="flex flex-col gap-1.5 text-sm">
        {isInParent !== null && (
          <Line text="Are in the segment above it" holds={isInParent} level={0} isGroup={false} />
        )}
        {shown.map(({ key, ...line }) => (
          <Line key={key} {...line} />
        ))}
      </ul>
      {override && (
        <p className="mt-2 text-sm text-ink-2">
          {override === "included"
            ? "Put in by hand, whatever the rule says."
            : "Taken out by hand, whatever the rule says."}
        </p>
      )}
      {!isMember && !override && (
        <p className="mt-2 text-sm text-warn">
          No longer matches: leaves the segment when it is evaluated next.
        </p>
      )}
    </>
  );
}

function Line({ text, holds, level, isGroup }: Omit<WhyLine, "key">) {
  const Icon = holds ? Check : X;
  return (
    <li className="flex gap-2" style={{ paddingLeft: `${level * 22}px` }}>
      <Icon
        aria-hidden="true"
        className={holds ? "mt-[3px] size-3.5 flex-none text-good" : "mt-[3px] size-3.5 flex-none text-ink-3"}
      />
      <span className={holds ? undefined : "text-ink-2"}>
        <span className="sr-only">{holds ? "Holds: " : "Does not hold: "}</span>
        {text}
        {isGroup && ":"}
        {!holds && !isGroup && <span className="text-xs text-ink-3"> · does not hold</span>}
      </span>
    </li>
  );
}
