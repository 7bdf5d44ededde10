import type { UsableNames } from "@/lib/kpis/formulas/formula";

type UsableListProps = {
  figures: readonly { name: string; label: string }[];
  usable: UsableNames;
  onUse: (text: string) => void;
};

/** What a formula may name; a press writes it where the cursor is. */
export function UsableList({ figures, usable, onUse }: UsableListProps) {
  const groups = [
    { title: "Figures", items: figures.map(({ name, label }) => ({ text: name, label })) },
    {
      title: "Orders",
      items: [
        { text: "count(order)", label: "orders placed" },
        { text: "sum(order.amount)", label: "their amounts, returns taken off" },
      ],
    },
    {
      title: "Events",
      items: usable.events.flatMap((name) => [
        { text: `count(event "${name}")`, label: `how often ${name} happened` },
        { text: `people(event "${name}")`, label: `to how many people` },
      ]),
    },
    {
      title: "Typed values",
      items: usable.typed.map((name) => ({ text: `typed("${name}")`, label: `${name}, as typed` })),
    },
  ].filter(({ items }) => items.length > 0);
  return (
    <div className="flex flex-col gap-2">
      {groups.map(({ title, items }, index) => (
        <details key={title} open={index === 1}>
          <summary className="min-h-6 cursor-pointer rounded-sm text-sm font-medium coarse:min-h-control">
            {title} <span className="num text-xs font-normal text-ink-3">{items.length}</span>
          </summary>
          <ul className="mt-1 max-h-64 overflow-y-auto">
            {items.map(({ text, label }) => (
              <li key={text}>
                <button
                  type="button"
                  onClick={() => onUse(text)}
                  className="flex min-h-6 w-full flex-wrap items-baseline gap-x-2 rounded-sm px-1 text-left hover:bg-hover coarse:min-h-control"
                >
                  <code className="font-mono text-xs break-all">{text}</code>{" "}
                  <span className="text-xs text-ink-3">{label}</span>
                </button>
              </li>
            ))}
          </ul>
        </details>
      ))}
    </div>
  );
}
