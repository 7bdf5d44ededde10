import { Callout } from "@/components/ui/callout";
import { KeyFigure, KeyFigureStrip } from "@/components/ui/key-figure";
import type { Lift } from "@/lib/campaigns/lift/lift";
import {
  type Place,
  pointsRange,
  pointsWords,
  rangeWords,
  sumWords,
  verdictOf,
} from "@/lib/campaigns/lift/words";
import { asOf } from "@/lib/campaigns/outcomes/outcomes";
import type { Contact } from "@/lib/campaigns/results/outcome";
import {
  formatCount,
  formatMoment,
  formatMoney,
  formatNumber,
  formatPercent,
  formatSigned,
} from "@/lib/format";
import { ContactCard } from "./results/contact";
import { MeasuresCard } from "./results/measures";
import { HiddenParts, PartsCard } from "./results/parts";
import { TrustCard } from "./results/trust";

export type CampaignResultsProps = Place & {
  campaignId: string;
  lift: Lift;
  contact: Contact;
  budgetMinor: number | null;
  floor: number;
  /** Whether this role sees the people behind the figures. */
  seesPeople: boolean;
  personHref: string | null;
};

const people = (count: number) => formatCount(count, "person", "people");

/** What the campaign caused, and how far that can be trusted; every figure says of how many. */
export function CampaignResults(props: CampaignResultsProps) {
  const { campaignId, lift, contact, floor, seesPeople, personHref, currency, timeZone, now } = props;
  const { total } = lift;
  const place = { currency, timeZone, now };
  const counted = asOf([lift], place);
  const verdict = verdictOf(lift, place);
  const audience = `/campaigns/${campaignId}/audience`;
  const hasControl = total.control.people > 0;
  return (
    <>
      <p className="text-sm text-ink-2">
        Orders{lift.goal && ` and “${lift.goal.label}”`} from {formatMoment(lift.from, timeZone, now)} to{" "}
        {lift.isOver ? formatMoment(lift.to, timeZone, now) : "now: the campaign is not over yet"}. Revenue is
        net of returns.{counted && ` Counted ${counted}.`}
      </p>
      <Callout tone={verdict.tone} title={verdict.title}>
        {verdict.text}
      </Callout>
      <Headline {...props} />
      {hasControl && <MeasuresCard lift={lift} currency={currency} />}
      {lift.segments.length > 1 && hasControl && (
        <PartsCard
          title="By segment"
          noun="segment"
          parts={lift.segments}
          against="Control"
          hrefOf={seesPeople ? (id) => `${audience}?segment=${id}` : (id) => `/segments/${id}`}
          fileName="lift-by-segment"
          {...{ lift, currency }}
        />
      )}
      {lift.areSegmentsHidden && <HiddenParts noun="segment" floor={floor} />}
      {lift.variants.length > 1 && (
        <PartsCard
          title="Each variant against the control group"
          noun="variant"
          parts={lift.variants}
          beside={lift.pairs}
          against="Control"
          hrefOf={seesPeople ? (id) => `${audience}?variant=${id}` : undefined}
          fileName="lift-by-variant"
          {...{ lift, currency }}
        />
      )}
      {lift.pairs.length > 0 && (
        <PartsCard
          title="Variants against each other"
          noun="pair"
          parts={lift.pairs}
          beside={lift.variants}
          against="First variant"
          fileName="variants-against-each-other"
          {...{ lift, currency }}
        />
      )}
      {lift.areVariantsHidden && <HiddenParts noun="variant" floor={floor} />}
      <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,1fr)_340px]">
        <TrustCard
          {...place}
          lift={lift}
          contactedControl={contact.contactedControl}
          personHref={personHref}
        />
        <ContactCard stages={contact.stages} treated={total.treated.people} />
      </div>
    </>
  );
}

const counted = (value: number) => formatSigned(value, Math.abs(value) < 100 ? 1 : 0);

/** The figures of the page: with a control group what was caused, without one what happened. */
function Headline({ lift, currency, budgetMinor }: CampaignResultsProps) {
  const { total, spentMinor } = lift;
  const { treated, control, bought, orders, spend } = total;
  const n = `n = ${formatNumber(treated.people)} and ${formatNumber(control.people)}`;
  const money = (minor: number) => sumWords(minor, currency);
  const spent = (
    <KeyFigure
      name="Spent"
      value={formatMoney(spentMinor, currency, 0)}
      note={budgetMinor ? `${formatPercent(spentMinor / budgetMinor, 0)} of the budget` : "no budget set"}
    />
  );
  if (!bought)
    return (
      <KeyFigureStrip label="Treated people">
        <KeyFigure
          name="Bought"
          value={treated.people > 0 ? formatPercent(treated.buyers / treated.people) : "–"}
          note={`${formatNumber(treated.buyers)} of ${people(treated.people)}`}
        />
        <KeyFigure
          name="Revenue"
          value={formatMoney(treated.revenue, currency, 0)}
          note={`from ${formatCount(treated.orders, "order")}`}
        />
        <KeyFigure
          name="Revenue per person"
          value={
            treated.people > 0 ? formatMoney(Math.round(treated.revenue / treated.people), currency) : "–"
          }
          note={`of all ${people(treated.people)}, buyers or not`}
        />
        {spent}
      </KeyFigureStrip>
    );
  const roas = (minor: number) => formatSigned(minor / spentMinor, 2);
  return (
    <KeyFigureStrip label="What it caused">
      <KeyFigure
        name="Share that bought"
        value={pointsWords(bought.effect)}
        note={`${pointsRange(bought.effect)}, ${n}`}
      />
      <KeyFigure
        name="Incremental orders"
        value={orders ? counted(orders.incremental.value) : "–"}
        note={orders ? rangeWords(counted, orders.incremental) : "too few people"}
      />
      <KeyFigure
        name="Incremental revenue"
        value={spend ? money(spend.incremental.value) : "–"}
        note={spend ? rangeWords(money, spend.incremental) : "too few people"}
      />
      {spend && spentMinor > 0 ? (
        <KeyFigure
          name="Incremental ROAS"
          value={roas(spend.incremental.value)}
          note={`${rangeWords(roas, spend.incremental)}; incremental revenue ÷ ${formatMoney(spentMinor, currency, 0)} spent`}
        />
      ) : (
        spent
      )}
    </KeyFigureStrip>
  );
}
