import { History as HistoryIcon } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { type ProfileAddress, profileHref } from "@/components/customers/address";
import { CampaignList } from "@/components/customers/campaign-list";
import { ConsentList } from "@/components/customers/consent-list";
import { CustomersClosed } from "@/components/customers/customers-closed";
import { FieldList } from "@/components/customers/field-list";
import { History } from "@/components/customers/history";
import { Identity, identityLead, Reservations } from "@/components/customers/identity";
import { SegmentList } from "@/components/customers/segment-list";
import { WhyList } from "@/components/customers/why-list";
import { YearStrip } from "@/components/customers/year-strip";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { CustomerValueView } from "@/components/value/customer-value";
import type { Ctx } from "@/lib/auth/ctx";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { titleOf } from "@/lib/customers/customer";
import { HISTORY_KINDS, type HistoryKind } from "@/lib/customers/history/entry";
import { HistoryQuery } from "@/lib/customers/history/model";
import { getYear, listHistory } from "@/lib/customers/history/queries";
import type { Customer } from "@/lib/customers/profile/profile";
import { getCustomer, getReach } from "@/lib/customers/profile/queries";
import { formatList } from "@/lib/format";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { listSegmentsOf } from "@/lib/segments/members/queries";
import { explainMember } from "@/lib/segments/preview/queries";
import { whyLines } from "@/lib/segments/why";
import { getCustomerValue } from "@/lib/value/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { todayIn } from "@/lib/zone";

export const metadata: Metadata = { title: "Customer" };

type Search = Record<string, string | string[] | undefined>;
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Search> };

export default async function CustomerPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  const customerId = (await params).id;
  if (!can(role, "customers:list")) return <CustomersClosed role={role} owners={await listOwnerNames(ctx)} />;
  const customer = await orNotFound(getCustomer(ctx, { customerId }));
  const { currency, timeZone } = ctx.workspace;
  const view = { customer, currency, timeZone, today: todayIn(timeZone, ctx.now()) };
  const { today } = view;
  const search = await searchParams;
  const address: ProfileAddress = {
    why: typeof search.why === "string" ? search.why : undefined,
    kind: HISTORY_KINDS.find((kind) => kind === search.kind),
  };
  const seen = customer.details ? await readSeen(ctx, customer, search) : null;

  return (
    <>
      <PageHeader
        crumbs={[{ label: "Customers", href: "/customers" }, { label: customer.key ?? "Customer" }]}
        h1={false}
      />
      <PageBody>
        <div className="grid gap-5 lg:grid-cols-[300px_minmax(0,1fr)] lg:grid-rows-[auto_1fr]">
          <div className="flex min-w-0 flex-col gap-5">
            <Card>
              <h1 className="text-lg font-semibold text-balance break-words">{titleOf(customer)}</h1>
              <p className="mb-3 text-sm text-ink-2">{identityLead(view)}</p>
              <div className="flex flex-col gap-3">
                <Reservations customer={customer} timeZone={timeZone} today={today} />
                <Identity {...view} />
                {customer.isMasked && (
                  <p className="text-xs text-ink-3">Name and contact details are hidden from your role.</p>
                )}
              </div>
            </Card>
            {seen?.value && (
              <Card title="Expected">
                <CustomerValueView value={seen.value} currency={currency} timeZone={timeZone} today={today} />
              </Card>
            )}
            <Card title="Consent">
              <ConsentList lines={customer.consentLines} timeZone={timeZone} today={today} />
            </Card>
            <Card title="Segments" meta={(seen?.segments ?? customer.segments).length}>
              {seen ? (
                <SegmentList
                  customerId={customerId}
                  segments={seen.segments}
                  personas={seen.reach.personas}
                  whyId={seen.why?.segmentId ?? null}
                  address={address}
                  timeZone={timeZone}
                  today={today}
                />
              ) : (
                <ul className="flex flex-col text-sm">
                  {customer.segments.map(({ id, name }) => (
                    <li key={id}>
                      <Link
                        href={`/segments/${id}`}
                        className="inline-flex min-h-6 items-center hover:underline"
                      >
                        {name}
                      </Link>
                    </li>
                  ))}
                </ul>
              )}
            </Card>
          </div>
          {seen ? (
            <div className="flex min-w-0 flex-col gap-5 lg:row-span-2">
              {seen.why && (
                <Card id="why" title={`Why in “${seen.why.name}”`} className="scroll-mt-16">
                  <WhyList lines={seen.why.lines} explanation={seen.why.explanation} />
                </Card>
              )}
              <div className="rounded-lg border border-line bg-surface p-4">
                <YearStrip weeks={seen.year} currency={currency} today={today} />
              </div>
              <Card
                title="Timeline"
                action={<KindChoice customerId={customerId} kind={seen.kind} address={address} />}
              >
                {seen.history.entries.length === 0 ? (
                  <EmptyState
                    icon={<HistoryIcon />}
                    title={NOTHING[seen.kind ?? "all"]}
                    headingLevel={3}
                    compact
                  />
                ) : (
                  <History
                    entries={seen.history.entries}
                    currency={currency}
                    timeZone={timeZone}
                    now={ctx.now()}
                  />
                )}
                {(seen.history.before || seen.isLaterPage) && (
                  <p className="mt-2 flex justify-end gap-2">
                    {seen.isLaterPage && (
                      <ButtonLink
                        size="sm"
                        scroll={false}
                        href={profileHref(customerId, { ...address, before: undefined })}
                      >
                        Newest
                      </ButtonLink>
                    )}
                    {seen.history.before && (
                      <ButtonLink
                        size="sm"
                        scroll={false}
                        href={profileHref(customerId, { ...address, before: seen.history.before })}
                      >
                        Earlier
                      </ButtonLink>
                    )}
                  </p>
                )}
              </Card>
            </div>
          ) : (
            <Card>
              <NoPermission
                what="This person’s history"
                why={`As a ${ROLE_LABEL[role].toLowerCase()} you see people of segments that you own. ${
                  customer.segments.length > 0
                    ? "Take one of this person’s segments to see who it is."
                    : "This person is in no segment."
                }`}
                who={formatList(await listOwnerNames(ctx), "or")}
              />
            </Card>
          )}
          {customer.details && seen && (
            <div className="flex min-w-0 flex-col gap-5">
              <Card title="Campaigns" meta={seen.reach.campaigns.length || undefined}>
                <CampaignList campaigns={seen.reach.campaigns} />
              </Card>
              <Card title="Fields">
                <FieldList details={customer.details} today={today} />
              </Card>
            </div>
          )}
        </div>
      </PageBody>
    </>
  );
}

const KIND_LABEL: Record<HistoryKind | "all", string> = {
  all: "All",
  orders: "Orders",
  contacts: "Contacts",
  activity: "Activity",
  segments: "Segments",
};
const NOTHING: Record<HistoryKind | "all", string> = {
  all: "Nothing has happened yet",
  orders: "No order yet",
  contacts: "No contact yet",
  activity: "No visit, answer or other deed yet",
  segments: "Entered no segment yet",
};

type KindChoiceProps = { customerId: string; kind: HistoryKind | null; address: ProfileAddress };

function KindChoice({ customerId, kind, address }: KindChoiceProps) {
  return (
    <Segmented
      label="What the timeline shows"
      items={[null, ...HISTORY_KINDS].map((each) => ({
        label: KIND_LABEL[each ?? "all"],
        href: profileHref(customerId, { why: address.why, kind: each ?? undefined }),
        isCurrent: each === kind,
      }))}
    />
  );
}

/** All that only a role which sees the person reads. */
async function readSeen(ctx: Ctx, { id: customerId, segments: smallestFirst }: Customer, search: Search) {
  const query = HistoryQuery.parse({ kind: search.kind ?? null, before: search.before ?? null });
  const [segments, reach, year, history, value] = await Promise.all([
    listSegmentsOf(ctx, { customerId }),
    getReach(ctx, { customerId }),
    getYear(ctx, { customerId }),
    listHistory(ctx, { customerId, ...query }),
    getCustomerValue(ctx, { customerId }),
  ]);
  const asked = [search.why, smallestFirst[0]?.id].map((id) => segments.find((one) => one.segmentId === id));
  const about = asked[0] ?? asked[1];
  const why = about ? await readWhy(ctx, customerId, about) : null;
  return { segments, reach, year, history, value, why, kind: query.kind, isLaterPage: query.before !== null };
}

async function readWhy(ctx: Ctx, customerId: string, segment: { segmentId: string; name: string }) {
  const { segmentId, name } = segment;
  const { rule, ...explanation } = await explainMember(ctx, { segmentId, customerId });
  const catalogue = await getCatalogue(ctx, [rule]);
  return { segmentId, name, explanation, lines: whyLines(rule, explanation.holds, catalogue) };
}
