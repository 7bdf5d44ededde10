import { DescriptionList } from "@/components/ui/description-list";
import { Pill } from "@/components/ui/pill";
import type { Customer } from "@/lib/customers/profile/profile";
import { dayInZone, formatDay } from "@/lib/days";
import { formatMoney, formatNumber } from "@/lib/format";

export type PersonView = { customer: Customer; currency: string; timeZone: string; today: string };

const unknown = <span className="text-ink-3">unknown</span>;
const hidden = <span className="text-ink-3">hidden</span>;

/** Contact data and what somebody bought; hidden values say so. */
export function Identity({ customer, currency, timeZone, today }: PersonView) {
  const { details, scores } = customer;
  const day = (moment: Date | null) => (moment ? formatDay(dayInZone(moment, timeZone), today) : "none");
  const personal = (value: string | null | undefined) => (details ? value || unknown : hidden);
  const { recency, frequency, monetary } = scores;
  return (
    <DescriptionList
      items={[
        {
          term: "E-mail",
          value: details && customer.email ? <Address email={customer.email} /> : personal(null),
        },
        { term: "Phone", value: personal(details?.phone) },
        { term: "Spend, net", value: formatMoney(customer.spendMinor, currency) },
        {
          term: "Orders",
          value: `${formatNumber(customer.orderCount)}${
            customer.returnCount > 0 ? `, ${formatNumber(customer.returnCount)} returned` : ""
          }`,
        },
        { term: "First order", value: day(customer.firstOrderAt) },
        { term: "Last order", value: day(customer.lastOrderAt) },
        {
          term: "Recency, frequency, value",
          value: recency === null ? "no order" : `${recency}, ${frequency ?? "–"}, ${monetary ?? "–"} of 5`,
        },
        { term: "Engagement", value: `${scores.engagement} of 100` },
      ]}
    />
  );
}

/** Breaks before the sign when the line is too short. */
function Address({ email }: { email: string }) {
  const at = email.lastIndexOf("@");
  return (
    <span className="[overflow-wrap:anywhere]">
      {email.slice(0, at)}
      <wbr />
      {email.slice(at)}
    </span>
  );
}

/** "C-100482 · Riga, LV · since March 2021". */
export function identityLead({ customer, timeZone }: Pick<PersonView, "customer" | "timeZone">): string {
  const place = [customer.city, customer.country].filter(Boolean).join(", ");
  const since = new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone }).format(
    customer.firstSeenAt,
  );
  const key = customer.name ? customer.key : null;
  return [key, place, `since ${since}`].filter(Boolean).join(" · ");
}

/** What keeps a person out of every audience, since when. */
export function Reservations({ customer, timeZone, today }: Omit<PersonView, "currency">) {
  const day = (moment: Date) => formatDay(dayInZone(moment, timeZone), today);
  const { suppressedAt, objectedAt } = customer;
  if (!suppressedAt && !objectedAt) return null;
  return (
    <p className="flex flex-wrap gap-1.5">
      {suppressedAt && <Pill tone="warn">suppressed since {day(suppressedAt)}</Pill>}
      {objectedAt && <Pill tone="warn">objected to profiling {day(objectedAt)}</Pill>}
    </p>
  );
}
