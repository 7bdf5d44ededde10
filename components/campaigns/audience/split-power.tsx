import type { AudienceDetail } from "@/lib/campaigns/audience/audience";
import { neededControl, smallestRise } from "@/lib/campaigns/launch/power";
import { formatCount, formatNumber, formatPercent, formatPoints } from "@/lib/format";

/** Rises of the share of buyers that teams ask about, as parts of it. */
const RISES = [0.1, 0.2, 0.5] as const;

/** What a control group of this size can show, and how many each rise would need. */
export function SplitPower({
  treated,
  control,
  base,
}: {
  treated: number;
  control: number;
  base: AudienceDetail["base"];
}) {
  const people = treated + control;
  if (people === 0) return null;
  if (base.buyers === 0)
    return (
      <p className="text-sm text-ink-2">
        Of those who were in its segments {formatCount(base.days, "day")} ago nobody has ordered since, so how
        many to hold out cannot be computed from them.
      </p>
    );
  const share = base.buyers / base.people;
  const rise = smallestRise({ base: share, treated, control });
  return (
    <div className="flex flex-col gap-2 text-sm text-ink-2">
      <p>
        Of those who were in its segments {formatCount(base.days, "day")} ago {formatPercent(share)} have
        ordered since.{" "}
        {control === 0
          ? "Without a control group it cannot be told what the campaign adds."
          : rise === null
            ? `With ${formatNumber(control)} held out no rise would be seen with certainty.`
            : `With ${formatNumber(control)} held out a rise of ${formatPoints(rise)} or more is seen in four cases of five.`}
      </p>
      <dl className="grid grid-cols-[1fr_auto] gap-x-4 gap-y-1">
        {RISES.filter((part) => share * (1 + part) <= 1).map((part) => {
          const needed = neededControl(people, share, share * part);
          const isEnough = needed !== null && needed <= control;
          return (
            <div key={part} className="contents">
              <dt>To see {formatPercent(part, 0)} more buyers</dt>
              <dd className="num text-right text-ink">
                {needed === null ? (
                  <span className="text-warn">too few people</span>
                ) : (
                  <>
                    {formatNumber(needed)} held out
                    <span className={isEnough ? "ml-2 text-good" : "ml-2 text-warn"}>
                      {isEnough ? "enough" : "not yet"}
                    </span>
                  </>
                )}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className="text-xs text-ink-3">
        Two-sided at 5 % with a power of 80 %, normal approximation. The same people are compared in the
        results.
      </p>
    </div>
  );
}
