import { Button, ButtonLink } from "@/components/ui/button";
import { Checkbox } from "@/components/ui/checkbox";

type SegmentPicksProps = {
  choices: readonly { id: string; name: string }[];
  chosen: readonly string[];
  /** What the address says besides. */
  params: Record<string, string>;
};

/** Up to six segments to compare, as a plain form: the address holds them. */
export function SegmentPicks({ choices, chosen, params }: SegmentPicksProps) {
  const rest = new URLSearchParams(Object.entries(params).filter(([, value]) => value !== ""));
  return (
    <details className="mb-4 print:hidden">
      <summary className="w-max min-h-6 cursor-pointer rounded-sm text-sm text-accent coarse:min-h-control">
        {chosen.length > 0 ? `${chosen.length} chosen: change` : "Choose up to six segments"}
      </summary>
      <form method="get" action="/kpis" className="mt-2 rounded-lg border border-line bg-surface p-4">
        {[...rest].map(([name, value]) => (
          <input key={name} type="hidden" name={name} value={value} />
        ))}
        <fieldset className="grid gap-x-5 gap-y-1 sm:grid-cols-2 xl:grid-cols-3">
          <legend className="mb-1 text-sm font-semibold">Segments; the first six chosen are shown</legend>
          {choices.map(({ id, name }) => (
            <Checkbox key={id} name="s" value={id} label={name} defaultChecked={chosen.includes(id)} />
          ))}
        </fieldset>
        <div className="mt-3 flex gap-2">
          <Button type="submit" variant="primary">
            Compare segments
          </Button>
          {chosen.length > 0 && (
            <ButtonLink variant="ghost" href={`/kpis?${rest}`}>
              Show the largest
            </ButtonLink>
          )}
        </div>
      </form>
    </details>
  );
}
