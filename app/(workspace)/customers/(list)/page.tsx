import { Upload, Users } from "lucide-react";
import type { Metadata } from "next";
import {
  addressWith,
  type FilterParam,
  isDescending,
  orderWords,
  readAddress,
} from "@/components/customers/address";
import { CustomerFilters } from "@/components/customers/customer-filters";
import { CustomerPeek } from "@/components/customers/customer-peek";
import { CustomerTable } from "@/components/customers/customer-table";
import { CustomersClosed } from "@/components/customers/customers-closed";
import { FilteredEmpty } from "@/components/customers/filtered-empty";
import { filterNames } from "@/components/customers/words";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Pager } from "@/components/ui/pager";
import { PanelLayout } from "@/components/ui/side-panel";
import type { Ctx } from "@/lib/auth/ctx";
import { can, grants, ROLE_LABEL } from "@/lib/auth/permissions";
import { CustomerListing, CustomerRef } from "@/lib/customers/model";
import { getCustomer } from "@/lib/customers/profile/queries";
import { countCustomers, listCountries, listCustomers } from "@/lib/customers/queries";
import { AppError } from "@/lib/errors";
import { formatCount, formatList } from "@/lib/format";
import { listSegments } from "@/lib/segments/queries";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { todayIn } from "@/lib/zone";

export const metadata: Metadata = { title: "Customers" };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function CustomersPage({ searchParams }: Props) {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  if (!can(role, "customers:list")) return <CustomersClosed role={role} owners={await listOwnerNames(ctx)} />;
  const address = readAddress(await searchParams);
  const listing = listingOf(address);
  const [page, total, segments, countries, peeked] = await Promise.all([
    listCustomers(ctx, listing),
    countCustomers(ctx, listing),
    listSegments(ctx),
    listCountries(ctx),
    peek(ctx, address.open),
  ]);
  const { currency, timeZone } = ctx.workspace;
  const today = todayIn(timeZone, ctx.now());
  const seesAll = grants(role, "customers:see") === "all";
  const filters = filterNames(listing, segments);
  const isEmpty = total === 0;
  const importing = can(role, "imports:run") && (
    <ButtonLink variant="primary" href="/customers/import" data-new="">
      <Upload aria-hidden="true" />
      Import
    </ButtonLink>
  );

  return (
    <>
      <PageHeader crumbs={[{ label: "Customers" }]} primary={importing} />
      <PanelLayout
        panel={
          peeked && (
            <CustomerPeek
              customer={peeked}
              closeHref={addressWith(address, { open: undefined })}
              currency={currency}
              timeZone={timeZone}
              today={today}
            />
          )
        }
      >
        <PageBody width="full">
          {(!isEmpty || filters.length > 0) && (
            <CustomerFilters
              address={address}
              segments={segments.map(({ id, name }) => ({ id, name }))}
              countries={countries}
              summary={formatCount(total, "customer")}
            />
          )}
          {isEmpty && filters.length === 0 && (
            <EmptyState icon={<Users />} title="No customer yet" action={importing}>
              Import a file of customers or orders. Each row becomes a person with consent, orders and
              history, and can be put into segments at once.
            </EmptyState>
          )}
          {isEmpty && filters.length > 0 && (
            <FilteredEmpty
              address={address}
              filters={filters}
              left={
                await countWithout(
                  ctx,
                  listing,
                  filters.map(({ param }) => param),
                )
              }
            />
          )}
          {!isEmpty && (
            <Card flush>
              <CustomerTable
                rows={page.rows}
                address={address}
                sort={listing.sort}
                isDescending={listing.isDescending}
                canSortByName={seesAll}
                currency={currency}
                timeZone={timeZone}
                today={today}
              />
              <Pager
                previousHref={
                  page.before ? addressWith(address, { before: page.before, after: undefined }) : undefined
                }
                nextHref={
                  page.after ? addressWith(address, { after: page.after, before: undefined }) : undefined
                }
                summary={`${page.rows.length} of ${formatCount(total, "customer")}, ${orderWords(listing.sort, listing.isDescending)}`}
              />
            </Card>
          )}
          {!seesAll && !isEmpty && (
            <p className="max-w-[70ch] text-sm text-ink-3">
              As a {ROLE_LABEL[role].toLowerCase()} you see names and contact data of people in segments that
              you own. Take a segment to see its people, or ask {formatList(await listOwnerNames(ctx), "or")}.
            </p>
          )}
        </PageBody>
      </PanelLayout>
    </>
  );
}

/** The person in the panel; nobody when the address names none that there is: the list stands without. */
async function peek(ctx: Ctx, open: string | undefined) {
  const ref = CustomerRef.safeParse({ customerId: open });
  if (!ref.success) return null;
  return getCustomer(ctx, ref.data).catch((error: unknown) => {
    if (error instanceof AppError && error.code === "NOT_FOUND") return null;
    throw error;
  });
}

function listingOf(address: ReturnType<typeof readAddress>): CustomerListing {
  const { q, segment, country, consent, stage, sort, dir, after, before } = address;
  const given = { search: q, segmentId: segment, country, consent, stage, sort, after, before };
  const listing = CustomerListing.parse({ ...given, isDescending: true });
  return { ...listing, isDescending: isDescending(listing.sort, dir) };
}

const FIELD_OF = {
  q: "search",
  segment: "segmentId",
  country: "country",
  consent: "consent",
  stage: "stage",
} as const satisfies Record<FilterParam, keyof CustomerListing>;

/** How many people there would be without each filter, and without all of them. */
async function countWithout(ctx: Ctx, listing: CustomerListing, params: readonly FilterParam[]) {
  const { search, segmentId, country, consent, stage } = listing;
  const filters = { search, segmentId, country, consent, stage };
  const [all, ...each] = await Promise.all([
    countCustomers(ctx, {}),
    ...params.map((param) => countCustomers(ctx, { ...filters, [FIELD_OF[param]]: undefined })),
  ]);
  return { all, each };
}
