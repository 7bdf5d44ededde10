"use client";

import { PanelRight } from "lucide-react";
import { IconLink } from "@/components/ui/icon-button";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Day } from "@/lib/days";
import { formatMoment, formatPercent } from "@/lib/format";
import type { SegmentSort } from "@/lib/segments/listing";
import type { SegmentRow } from "@/lib/segments/segment";
import { addressWith, type SegmentsAddress, sortingOf } from "./address";
import { useRowActs } from "./rows/row-acts-context";
import { ChooseCell, MenuCell } from "./rows/row-cells";
import { type OwnerActions, OwnerCell, SizeChange, SizeSpark, StatusMark } from "./segment-cells";
import { dimensionWords, sizeWords } from "./words";

export type SegmentListProps = {
  rows: readonly SegmentRow[];
  address: SegmentsAddress;
  today: Day;
  floor: number;
  timeZone: string;
  now: Date;
  actions?: OwnerActions;
};

/** Figures start with the largest, words with the letter A. */
const LARGEST_FIRST: readonly SegmentSort[] = ["size", "change", "counted"];

/** The column that goes first where the others would not fit. */
const ROOMY = "md:@max-[1150px]:hidden";

/** Segments as rows that can be sorted. Beside an open panel only what compares them stays. */
export function SegmentList({ rows, address, today, floor, timeZone, now, actions }: SegmentListProps) {
  const { sort, isDescending } = sortingOf(address);
  const isWide = address.open === undefined;
  const { isChosen } = useRowActs();
  const sortBy = (key: SegmentSort) => ({
    href: addressWith(address, {
      sort: key,
      dir: (sort === key ? !isDescending : LARGEST_FIRST.includes(key)) ? "desc" : undefined,
    }),
    direction: sort === key ? (isDescending ? ("descending" as const) : ("ascending" as const)) : null,
  });
  return (
    <Table label="Segments">
      <TableHead>
        <Th hideLabel>Select</Th>
        <Th sort={sortBy("name")}>Segment</Th>
        {isWide && <Th sort={sortBy("dimension")}>Dimension</Th>}
        <Th num sort={sortBy("size")}>
          Customers
        </Th>
        {isWide && <Th num>Share</Th>}
        <Th>12 weeks</Th>
        <Th num sort={sortBy("change")}>
          Change
        </Th>
        {isWide && <Th num>Personas</Th>}
        {isWide && <Th num>Campaigns</Th>}
        <Th sort={sortBy("owner")}>Owner</Th>
        {isWide && (
          <Th sort={sortBy("counted")} className={ROOMY}>
            Counted
          </Th>
        )}
        <Th hideLabel>Panel</Th>
        <Th hideLabel>Actions</Th>
      </TableHead>
      <TableBody>
        {rows.map((row) => {
          const isOpen = row.id === address.open;
          return (
            <Tr
              key={row.id}
              data-segment={row.id}
              isSelected={isOpen}
              isChosen={isChosen(row.id)}
              isMuted={row.status === "archived"}
            >
              <ChooseCell segment={row} />
              <RowHeader
                href={`/segments/${row.id}`}
                aside={<StatusMark status={row.status} isFixed={row.isFixed} />}
                className="md:max-w-64"
              >
                {row.name}
              </RowHeader>
              {isWide && <Td className="text-ink-2">{dimensionWords(row.dimension)}</Td>}
              <Td num phone="first">
                {sizeWords(row, floor)}
              </Td>
              {isWide && (
                <Td num phone="hide" className="text-ink-2">
                  {row.share === null ? "–" : formatPercent(row.share)}
                </Td>
              )}
              <Td phone="hide" className="w-28">
                <SizeSpark segment={row} />
              </Td>
              <Td num>
                <SizeChange segment={row} today={today} />
              </Td>
              {isWide && (
                <Td num phone="hide" className="text-ink-2">
                  {row.personaCount}
                </Td>
              )}
              {isWide && (
                <Td num phone="hide" className="text-ink-2">
                  {row.campaignCount}
                </Td>
              )}
              <Td>
                <OwnerCell segment={row} {...(actions && { actions })} />
              </Td>
              {isWide && (
                <Td phone="hide" className={`num text-xs whitespace-nowrap text-ink-3 ${ROOMY}`}>
                  {row.evaluatedAt ? formatMoment(row.evaluatedAt, timeZone, now) : "not yet"}
                </Td>
              )}
              <Td phone="hide" className="w-10">
                <IconLink
                  href={addressWith(address, { open: isOpen ? undefined : row.id })}
                  scroll={false}
                  data-peek=""
                  label={`${isOpen ? "Close" : "Open"} the panel of ${row.name}`}
                >
                  <PanelRight aria-hidden="true" />
                </IconLink>
              </Td>
              <MenuCell segment={row} />
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
