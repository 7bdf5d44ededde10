import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { toneAt, toneColor } from "@/components/charts/scale";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import { type Box, type Flows, layOut, summaryOf } from "@/lib/segments/flows/flows";

export type FlowFigureProps = {
  title: string;
  flows: Flows;
  /** "1 Jun" and "15 Jun". */
  days: { from: string; to: string };
  floor: number;
  open: { from: string; to: string } | null;
  hrefOf: (from: string, to: string) => string;
};

/** Only what people can be in by themselves has a colour of its own. */
const PLAIN = ["none", "several", "absent"];

/** Where people were and where they are: two columns and the ribbons between them. */
export function FlowFigure({ title, flows, days, floor, open, hrefOf }: FlowFigureProps) {
  const { boxes, ribbons } = layOut(flows);
  const { stayed, moved, largest } = summaryOf(flows);
  const label = (key: string) => flows.nodes.find((node) => node.key === key)?.label ?? key;
  const color = (key: string) =>
    toneColor(PLAIN.includes(key) ? 0 : toneAt(flows.nodes.findIndex((node) => node.key === key)));
  const isHidden = flows.flows.some(({ people }) => people === null);
  const take = [
    `${formatCount(moved, "person", "people")} moved and ${formatNumber(stayed)} stayed where they were.`,
    largest?.people &&
      `The largest move: ${formatNumber(largest.people)} from “${label(largest.from)}” to “${label(largest.to)}”.`,
    isHidden && `Moves of fewer than ${floor} are left out for your role.`,
  ];
  const column = (side: Box["side"]) => (
    <div className="relative">
      {boxes
        .filter((box) => box.side === side)
        .map(({ key, top, height, people }) => (
          <div
            key={key}
            style={{ top: `${top}%`, height: `${height}%` }}
            className={`absolute inset-x-0 flex flex-col justify-center text-xs leading-4 ${side === "from" ? "items-end pr-2 text-right" : "pl-2"}`}
          >
            <span className="line-clamp-2 font-medium max-md:text-2xs">
              {label(key)}{" "}
              <span className="num font-normal whitespace-nowrap text-ink-2">{formatNumber(people)}</span>
            </span>
          </div>
        ))}
    </div>
  );
  return (
    <Figure
      title={title}
      take={take.filter(Boolean).join(" ")}
      fileName={`movement ${days.from} to ${days.to}`}
      data={{
        columns: [days.from, days.to, "People"],
        rows: flows.flows.map(({ from, to, people }) => [label(from), label(to), people]),
      }}
    >
      <div className="mb-1 grid grid-cols-[92px_minmax(0,1fr)_92px] md:grid-cols-[170px_minmax(0,1fr)_170px] text-2xs text-ink-3">
        <span className="pr-2 text-right">{days.from}</span>
        <span />
        <span className="pl-2">{days.to}</span>
      </div>
      <figure
        aria-label={`${title}, ${days.from} to ${days.to}: ${take.filter(Boolean).join(" ")} The table below has every move.`}
        style={{ height: `${Math.max(260, Math.min(560, boxes.length * 30))}px` }}
        className="grid grid-cols-[92px_minmax(0,1fr)_92px] md:grid-cols-[170px_minmax(0,1fr)_170px]"
      >
        {column("from")}
        <div className="relative">
          <svg
            viewBox="0 0 100 100"
            preserveAspectRatio="none"
            aria-hidden="true"
            className="absolute inset-0 size-full"
          >
            {ribbons.map(({ from, to, people, path, isStaying }) => (
              <a key={`${from} ${to}`} href={hrefOf(from, to)} tabIndex={-1}>
                <path
                  d={path}
                  fill={color(from)}
                  fillOpacity={open?.from === from && open.to === to ? 0.75 : isStaying ? 0.2 : 0.42}
                  className="transition-opacity hover:opacity-80"
                >
                  <title>{`${label(from)} to ${label(to)}: ${formatNumber(people)}`}</title>
                </path>
              </a>
            ))}
          </svg>
          {boxes.map(({ key, side, top, height }) => (
            <span
              key={`${side} ${key}`}
              style={{ top: `${top}%`, height: `${height}%`, background: color(key) }}
              className={`absolute w-1.5 rounded-[2px] ${side === "from" ? "left-0" : "right-0"}`}
            />
          ))}
        </div>
        {column("to")}
      </figure>
    </Figure>
  );
}

/** Every flow as a row that opens it: moves first, the largest of them on top. */
export function FlowTable({
  flows,
  floor,
  open,
  hrefOf,
}: Pick<FlowFigureProps, "flows" | "floor" | "open" | "hrefOf">) {
  const label = (key: string) => flows.nodes.find((node) => node.key === key)?.label ?? key;
  const total = (key: string) =>
    flows.flows.reduce((sum, { from, people }) => sum + (from === key ? (people ?? 0) : 0), 0);
  const rows = flows.flows.toSorted(
    (a, b) => Number(a.from === a.to) - Number(b.from === b.to) || (b.people ?? 0) - (a.people ?? 0),
  );
  return (
    <Table label="Moves">
      <TableHead sticky={false}>
        <Th>From</Th>
        <Th>To</Th>
        <Th num>People</Th>
        <Th num>Of those who were there</Th>
      </TableHead>
      <TableBody>
        {rows.map(({ from, to, people }) => (
          <Tr key={`${from} ${to}`} isSelected={open?.from === from && open.to === to}>
            <RowHeader className="font-normal">{label(from)}</RowHeader>
            <Td>
              <Link
                href={hrefOf(from, to) as "/"}
                scroll={false}
                aria-label={from === to ? `Stayed in ${label(to)}` : `${label(from)} to ${label(to)}`}
                className="inline-flex min-h-6 items-center underline decoration-line underline-offset-2 hover:decoration-ink"
              >
                {from === to ? "stayed" : label(to)}
              </Link>
            </Td>
            <Td num phone="first">
              {people === null ? `fewer than ${floor}` : formatNumber(people)}
            </Td>
            <Td num phone="hide" className="text-ink-2">
              {people === null ? "" : formatPercent(people / total(from))}
            </Td>
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}
