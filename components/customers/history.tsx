import { CircleDot, Mail, MousePointerClick, Shapes, ShieldCheck, ShoppingBag } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { CHANNEL_LABEL } from "@/lib/customers/fields";
import { type HistoryEntry, isContact } from "@/lib/customers/history/entry";
import { formatCount, formatMoment, formatMoney, formatNumber } from "@/lib/format";

type HistoryProps = { entries: readonly HistoryEntry[]; currency: string; timeZone: string; now: Date };

/** What happened with a person, newest first; an order opens to show its lines. */
export function History({ entries, ...rest }: HistoryProps) {
  return (
    <ol className="relative flex flex-col before:absolute before:top-4 before:bottom-4 before:left-[11px] before:w-px before:bg-line">
      {entries.map((entry) => (
        <li key={`${entry.at.getTime()} ${entry.ref}`} className="relative flex gap-3 py-1.5 text-sm">
          <span
            aria-hidden="true"
            className="grid size-[23px] flex-none place-items-center rounded-full border border-line bg-surface text-ink-2 [&_svg]:size-3"
          >
            <EntryIcon entry={entry} />
          </span>
          <div className="min-w-0 flex-1 pt-px">
            <Entry entry={entry} currency={rest.currency} />
          </div>
          <time dateTime={entry.at.toISOString()} className="num flex-none pt-0.5 text-xs text-ink-3">
            {formatMoment(entry.at, rest.timeZone, rest.now)}
          </time>
        </li>
      ))}
    </ol>
  );
}

function EntryIcon({ entry }: { entry: HistoryEntry }) {
  switch (entry.kind) {
    case "order":
      return <ShoppingBag />;
    case "segment":
      return <Shapes />;
    case "consent":
      return <ShieldCheck />;
    case "answer":
      return <CircleDot />;
    case "event":
      return isContact(entry.name) ? <Mail /> : <MousePointerClick />;
  }
}

const CAUSE_WORD = {
  data: "their data changed",
  rule: "the rule changed",
  time: "time passed",
  manual: "by hand",
};
const CONSENT_WORD = { in: "given", out: "withdrawn", unknown: "reset" };

function Entry({ entry, currency }: { entry: HistoryEntry; currency: string }) {
  switch (entry.kind) {
    case "order":
      return <Order entry={entry} currency={currency} />;
    case "segment":
      return (
        <Line what={entry.hasEntered ? "Entered" : "Left"} more={CAUSE_WORD[entry.cause]}>
          <Link href={`/segments/${entry.segment.id}`} className="font-medium hover:underline">
            “{entry.segment.name}”
          </Link>
        </Line>
      );
    case "consent":
      return (
        <Line
          what={`Consent to ${CHANNEL_LABEL[entry.channel]} ${CONSENT_WORD[entry.status]}`}
          more={`by ${entry.source}`}
        />
      );
    case "answer":
      return (
        <Line what={`Answered “${entry.question}”`} more={`${entry.survey}: `}>
          <span className="text-ink">
            {typeof entry.answer === "number" ? formatNumber(entry.answer) : entry.answer}
          </span>
        </Line>
      );
    case "event":
      return (
        <Line what={entry.label} more={propsText(entry)}>
          {entry.campaign && (
            <Link href={`/campaigns/${entry.campaign.id}`} className="text-ink-2 hover:underline">
              {entry.campaign.name}
            </Link>
          )}
        </Line>
      );
  }
}

function Line({ what, more, children }: { what: string; more?: string; children?: ReactNode }) {
  return (
    <p className="flex flex-wrap items-baseline gap-x-2">
      <span className="font-medium">{what}</span>
      {children}
      {more && <span className="text-xs text-ink-3">{more}</span>}
    </p>
  );
}

/** "device: app, category: Coffee"; the campaign is said by its link. */
function propsText({ props, campaign }: Extract<HistoryEntry, { kind: "event" }>): string {
  return Object.entries(props)
    .filter(([key]) => key !== "campaign" || !campaign)
    .map(([key, value]) => `${key}: ${typeof value === "boolean" ? (value ? "yes" : "no") : value}`)
    .join(", ");
}

function Order({ entry, currency }: { entry: Extract<HistoryEntry, { kind: "order" }>; currency: string }) {
  const { lines, isReturn, amountMinor, channel, orderKey } = entry;
  const names = lines.slice(0, 2).map(lineName).join(", ");
  const more = lines.length > 2 ? ` and ${lines.length - 2} more` : "";
  return (
    <details>
      <summary className="flex min-h-6 flex-wrap items-baseline gap-x-2 rounded-sm marker:content-none">
        <span className="font-medium">
          {isReturn ? "Return" : "Order"}, {formatMoney(amountMinor, currency)}
        </span>
        <span className="min-w-0 text-xs text-ink-2">
          {names}
          {more}
          {channel && ` · ${channel}`}
        </span>
        <span className="text-xs text-accent underline underline-offset-2">
          {formatCount(lines.length, "line")}
        </span>
      </summary>
      <table className="num mt-1 mb-1 w-full text-xs text-ink-2">
        <caption className="pb-1 text-left text-ink-3">
          {isReturn ? "Return" : "Order"} {orderKey}
        </caption>
        <thead className="text-ink-3">
          <tr>
            <th scope="col" className="py-0.5 text-left font-medium">
              Product
            </th>
            <th scope="col" className="py-0.5 text-left font-medium max-md:hidden">
              Category
            </th>
            <th scope="col" className="py-0.5 text-right font-medium">
              Quantity
            </th>
            <th scope="col" className="py-0.5 pl-3 text-right font-medium">
              Amount
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.lineNo} className="border-t border-line">
              <th scope="row" className="py-1 text-left font-normal text-ink">
                {lineName(line)}
              </th>
              <td className="py-1 max-md:hidden">{line.category ?? "–"}</td>
              <td className="py-1 text-right">
                {formatNumber(line.quantity, Number.isInteger(line.quantity) ? 0 : 2)}
              </td>
              <td className="py-1 pl-3 text-right whitespace-nowrap">
                {formatMoney(line.amountMinor, currency)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

const lineName = (line: { product: string | null; category: string | null }) =>
  line.product ?? line.category ?? "Unnamed product";
