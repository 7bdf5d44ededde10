import { ChevronRight } from "lucide-react";
import { formatCount, formatList } from "@/lib/format";
import type { Chain } from "@/lib/segments/chain/chain";

/** How far the chain reaches, from data to decision, one figure each. */
export function ChainStages({ chain }: { chain: Chain }) {
  const { data, versions, personas, campaigns, decisions } = chain;
  const results = campaigns.filter(({ outcome }) => outcome !== null);
  const withControl = results.filter(
    ({ outcome }) => outcome !== null && outcome !== "hidden" && outcome.effect,
  ).length;
  const open = decisions.filter(({ state }) => state === "open").length;
  const stages = [
    {
      name: "Data",
      value: data.words.length === 0 ? "people by hand" : formatCount(data.words.length, "source"),
      note: formatList(data.words),
    },
    {
      name: "Versions",
      value: formatCount(versions.length, "version"),
      note: versions[0] ? `version ${versions[0].version} is in use` : "",
    },
    {
      name: "Personas",
      value: formatCount(personas.length, "persona"),
      note: formatList(personas.map(({ name }) => name)),
    },
    {
      name: "Campaigns",
      value: formatCount(campaigns.length, "campaign"),
      note: `${campaigns.filter(({ isLaunched }) => isLaunched).length} launched`,
    },
    {
      name: "Results",
      value: formatCount(results.length, "result"),
      note: results.length === 0 ? "none before a launch" : `${withControl} against a control group`,
    },
    {
      name: "Decisions",
      value: formatCount(decisions.length, "decision"),
      note: decisions.length === 0 ? "none yet" : `${open} open`,
    },
  ];
  return (
    <ol
      aria-label="From data to decision"
      className="grid gap-px overflow-clip rounded-lg border border-line bg-line sm:grid-cols-3 xl:grid-cols-6"
    >
      {stages.map(({ name, value, note }, index) => (
        <li key={name} className="relative min-w-0 bg-surface px-4 py-3">
          <span className="text-xs text-ink-2">{name}</span>
          <span className="num block text-md font-semibold">{value}</span>
          <span className="block text-xs text-ink-3">{note}</span>
          {index < stages.length - 1 && (
            <ChevronRight
              aria-hidden="true"
              className="absolute top-3 right-2 size-3.5 text-ink-3 max-sm:hidden"
            />
          )}
        </li>
      ))}
    </ol>
  );
}
