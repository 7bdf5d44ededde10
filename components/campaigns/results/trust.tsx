import Link from "next/link";
import type { ReactNode } from "react";
import { Card } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import type { Lift } from "@/lib/campaigns/lift/lift";
import { moneyWords, needWords, type Place, pWords, rangeWords } from "@/lib/campaigns/lift/words";
import { dayInZone, formatDay } from "@/lib/days";
import { formatCount, formatMoney, formatNumber, formatPercent } from "@/lib/format";

type TrustProps = Place & {
  lift: Lift;
  contactedControl: number;
  /** The page of the person with the largest amount, for roles that see everybody. */
  personHref: string | null;
};

const people = (count: number) => formatCount(count, "person", "people");

/** What speaks for and against the comparison, a line each. */
export function TrustCard(props: TrustProps) {
  const { lift, contactedControl, personHref, currency, timeZone, now } = props;
  const { ratio, design, peekP, adjusted, influence } = lift;
  const today = dayInZone(now, timeZone);
  return (
    <Card title="Can it be trusted">
      <dl className="flex flex-col divide-y divide-line text-sm">
        {ratio && (
          <Line
            name="Sizes of the groups"
            pill={
              ratio.state === "fine" ? (
                <Pill tone="good">as split</Pill>
              ) : (
                <Pill tone={ratio.state === "alarm" ? "bad" : "warn"}>{ratio.state}</Pill>
              )
            }
          >
            {ratio.state === "fine"
              ? "They are what the split was to give"
              : ratio.state === "caution"
                ? "They differ from the split more than chance mostly does: look for people who were lost on one side"
                : "They are not what the split was to give: do not trust the comparison before the reason is known"}{" "}
            (χ² = {formatNumber(ratio.chiSquare, 4)}, {formatNumber(ratio.df)} df, {pWords(ratio.p)}; caution
            below 0.01, alarm below 0.001).
          </Line>
        )}
        {contactedControl > 0 && (
          <Line name="Control group" pill={<Pill tone="warn">contacted</Pill>}>
            {people(contactedControl)} of the control group were contacted all the same. The comparison is
            blurred by that much.
          </Line>
        )}
        <Line
          name="Planned at launch"
          pill={
            design?.needed ? (
              design.needed <= design.people ? (
                <Pill tone="good">enough people</Pill>
              ) : (
                <Pill tone="warn">too few people</Pill>
              )
            ) : null
          }
        >
          {design
            ? `Read after ${formatDay(design.endOn, today)}.${needWords(lift)} ${
                design.isFromTarget
                  ? "The rise is that of the brief’s target"
                  : "No target was set, so a fifth more buyers was taken, or where most buy a fifth fewer who do not"
              }; two-sided at 5 %, power 80 %, groups of their own sizes.`
            : `Nothing was planned: ${
                lift.total.control.people === 0
                  ? "no control group was held out."
                  : "nobody of those who were in its segments before had bought, or the campaign was brought in from a file."
              }${lift.total.control.people > 0 ? needWords(lift) : ""}`}
        </Line>
        {peekP !== null && (
          <Line
            name="For those who look early"
            pill={peekP < 0.05 ? <Pill tone="good">clear</Pill> : <Pill>open</Pill>}
          >
            {pWords(peekP)} for the share that bought, looked at after each day: valid however often you look,
            and so larger than the plain one (mixture sequential test).
          </Line>
        )}
        {influence?.carries && (
          <Line name="One person" pill={<Pill tone="warn">carries it</Pill>}>
            {influence.person ? (
              <OnePerson person={influence.person} href={personHref} currency={currency} />
            ) : (
              `One person’s spend makes much of the difference${
                influence.turnsVerdict ? ", and without them the verdict is another" : ""
              }. How much is shown to roles that see everybody.`
            )}
          </Line>
        )}
        {adjusted && (
          <Line name="What they spent before" pill={<Pill tone="good">helps</Pill>}>
            With the spend of the {formatNumber(lift.beforeDays)} days before taken out, the difference per
            person is {moneyWords(adjusted.effect.difference, currency, 1)} (95 % interval{" "}
            {rangeWords((value) => moneyWords(value, currency, 1), adjusted.effect)}): the interval is{" "}
            {formatPercent(1 - Math.sqrt(adjusted.varianceRatio), 0)} narrower (CUPED, ρ ={" "}
            {formatNumber(adjusted.rho, 2)}).
          </Line>
        )}
      </dl>
    </Card>
  );
}

function OnePerson({
  person,
  href,
  currency,
}: {
  person: NonNullable<NonNullable<Lift["influence"]>["person"]>;
  href: string | null;
  currency: string;
}) {
  const { group, amount, without, turnsVerdict } = person;
  const who = `One person of the ${group === "treated" ? "treated" : "control group"}`;
  return (
    <>
      {href ? (
        <Link href={href} className="text-accent underline underline-offset-2">
          {who}
        </Link>
      ) : (
        who
      )}{" "}
      spent {formatMoney(amount, currency)}. Without them the difference per person is{" "}
      {moneyWords(without.difference, currency, 1)} (95 % interval{" "}
      {rangeWords((value) => moneyWords(value, currency, 1), without)})
      {turnsVerdict
        ? without.isCertain
          ? ", which is clear: with them it is not."
          : ", which may be chance: with them it is clear."
        : "."}
    </>
  );
}

function Line({ name, pill, children }: { name: string; pill: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-5 gap-y-1 py-2.5 first:pt-0 last:pb-0 md:grid-cols-[160px_1fr]">
      <dt className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium md:flex-col md:items-start">
        {name}
        {pill}
      </dt>
      <dd className="max-w-[75ch] text-ink-2">{children}</dd>
    </div>
  );
}
