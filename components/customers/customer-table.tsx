import { Lock } from "lucide-react";
import Link from "next/link";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { CustomerRow, CustomerSort } from "@/lib/customers/customer";
import { titleOf } from "@/lib/customers/customer";
import { dayInZone, formatDay } from "@/lib/days";
import { formatMoney, formatNumber } from "@/lib/format";
import { addressWith, type Column, type CustomerAddress, columnsOf, sortChange } from "./address";
import { ConsentMarks } from "./consent-marks";

type CustomerTableProps = {
  rows: readonly CustomerRow[];
  address: CustomerAddress;
  sort: CustomerSort;
  isDescending: boolean;
  /** By name and key the order would tell who somebody is. */
  canSortByName: boolean;
  currency: string;
  timeZone: string;
  today: string;
};

const HEAD: Record<Column, { label: string; num?: true; sort?: CustomerSort }> = {
  key: { label: "Key", sort: "key" },
  email: { label: "E-mail" },
  segments: { label: "Segments" },
  place: { label: "Place" },
  orders: { label: "Orders", num: true, sort: "orders" },
  last: { label: "Last order", num: true, sort: "last" },
  value: { label: "Value", num: true, sort: "value" },
  consent: { label: "Consent" },
  seen: { label: "First seen", num: true, sort: "seen" },
};

/** People as rows: who, in which segments, what they bought, and how they may be contacted. Space peeks. */
export function CustomerTable(props: CustomerTableProps) {
  const { rows, address, sort, isDescending, canSortByName } = props;
  const columns = columnsOf(address);
  const sortBy = (by: CustomerSort | undefined) =>
    by === undefined || (!canSortByName && (by === "name" || by === "key"))
      ? undefined
      : {
          href: addressWith(address, { ...sortChange(by, { sort, isDescending }), open: address.open }),
          direction: by !== sort ? null : isDescending ? ("descending" as const) : ("ascending" as const),
        };
  return (
    <Table label="Customers">
      <TableHead>
        <Th sort={sortBy("name")}>Customer</Th>
        {columns.map((column) => (
          <Th key={column} num={HEAD[column].num} sort={sortBy(HEAD[column].sort)}>
            {HEAD[column].label}
          </Th>
        ))}
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <Tr key={row.id} isSelected={row.id === address.open || undefined}>
            <RowHeader
              href={`/customers/${row.id}`}
              className="md:max-w-56"
              aside={
                <>
                  {row.isMasked && (
                    <span title="The name is hidden from your role" className="flex-none text-ink-3">
                      <Lock aria-hidden="true" className="size-3" />
                      <span className="sr-only">name hidden</span>
                    </span>
                  )}
                  {row.isSuppressed && <Pill tone="warn">suppressed</Pill>}
                  <Link
                    href={addressWith(address, { open: row.id })}
                    data-peek=""
                    scroll={false}
                    tabIndex={-1}
                    aria-label={`Peek at ${titleOf(row)}`}
                    className="invisible ml-auto flex min-h-6 flex-none items-center px-1 text-xs font-normal text-ink-3 group-focus-within/row:visible group-hover/row:visible hover:text-ink hover:underline max-lg:hidden"
                  >
                    Peek
                  </Link>
                </>
              }
            >
              {titleOf(row)}
            </RowHeader>
            {columns.map((column) => (
              <Cell key={column} column={column} row={row} {...props} />
            ))}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function Cell({ column, row, ...props }: { column: Column; row: CustomerRow } & CustomerTableProps) {
  const day = (moment: Date) => formatDay(dayInZone(moment, props.timeZone), props.today);
  switch (column) {
    case "key":
      return (
        <Td className="text-ink-2 md:max-w-40 md:truncate">
          {row.key ?? <span className="text-ink-3">hidden</span>}
        </Td>
      );
    case "email":
      return (
        <Td phone="hide" className="text-ink-2 md:max-w-56 md:truncate">
          {row.email ?? <span className="text-ink-3">{row.isMasked ? "hidden" : "unknown"}</span>}
        </Td>
      );
    case "segments":
      return (
        <Td phone="hide" className="md:max-w-56">
          <SegmentNames segments={row.segments} />
        </Td>
      );
    case "place":
      return (
        <Td className="text-ink-2 md:max-w-40 md:truncate">
          {[row.city, row.country].filter(Boolean).join(", ") || <span className="text-ink-3">unknown</span>}
        </Td>
      );
    case "orders":
      return (
        <Td num phone="hide">
          {formatNumber(row.orderCount)}
        </Td>
      );
    case "last":
      return (
        <Td num className="text-ink-2" label="last order">
          {row.lastOrderAt ? day(row.lastOrderAt) : <span className="text-ink-3">none</span>}
        </Td>
      );
    case "value":
      return (
        <Td num phone="first">
          {formatMoney(row.spendMinor, props.currency)}
        </Td>
      );
    case "consent":
      return (
        <Td phone="hide">
          <ConsentMarks consents={row.consents} />
        </Td>
      );
    case "seen":
      return (
        <Td num phone="hide" className="text-ink-2">
          {day(row.firstSeenAt)}
        </Td>
      );
  }
}

function SegmentNames({ segments }: { segments: CustomerRow["segments"] }) {
  const [first, ...rest] = segments;
  if (!first) return <span className="text-ink-3">none</span>;
  return (
    <span className="flex min-w-0 items-baseline gap-1.5 text-ink-2">
      <Link href={`/segments/${first.id}`} className="truncate hover:text-ink hover:underline">
        {first.name}
      </Link>
      {rest.length > 0 && (
        <span className="flex-none text-xs text-ink-3" title={rest.map(({ name }) => name).join(", ")}>
          +{rest.length}
        </span>
      )}
    </span>
  );
}
