import Link from "next/link";
import type { ConditionChoice } from "@/lib/segments/editing/choices";

const USUAL = ["orders count", "orders spend", "orders daysSinceLast", "field country", "field age"];

/** The first condition of a new rule: what people mostly begin with, one press away. */
export function QuickStart(props: {
  choices: readonly ConditionChoice[];
  onPick: (choice: ConditionChoice) => void;
}) {
  const { choices, onPick } = props;
  const event = choices.find(({ group }) => group === "Events");
  const consent = choices.find(({ group }) => group === "Consent");
  const offered = [
    ...USUAL.map((key) => choices.find((choice) => choice.key === key)),
    event,
    consent,
  ].filter((choice) => choice !== undefined);
  return (
    <section className="rounded-lg border border-dashed border-line-strong px-4 py-4">
      <h2 className="text-sm font-semibold">Who belongs in it?</h2>
      <p className="max-w-[60ch] text-sm text-ink-2">
        A rule is a list of conditions. Begin with one; the number beside it says at once how many customers
        it matches.
      </p>
      <ul className="mt-3 flex flex-wrap gap-1.5">
        {offered.map((choice) => (
          <li key={choice.key}>
            <button
              type="button"
              onClick={() => onPick(choice)}
              className="min-h-7 rounded-full bg-accent-soft px-3 text-sm font-medium text-accent-strong hover:underline coarse:min-h-control"
            >
              {choice.label}
            </button>
          </li>
        ))}
      </ul>
      <p className="mt-3 text-sm text-ink-2">
        Or{" "}
        <Link href="/segments/templates" className="text-accent underline underline-offset-2">
          begin with a template
        </Link>{" "}
        that is filled with your own data.
      </p>
    </section>
  );
}
