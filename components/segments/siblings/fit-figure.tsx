import Link from "next/link";
import { Figure } from "@/components/charts/figure";
import { ShareBar } from "@/components/charts/share-bar";
import { ButtonLink } from "@/components/ui/button";
import { formatCount, formatNumber, formatPercent } from "@/lib/format";
import { partText, type SiblingPart, type Siblings } from "@/lib/segments/siblings/siblings";

export type FitFigureProps = {
  segment: { id: string; name: string };
  siblings: Siblings;
  floor: number;
  mayEdit: boolean;
  /** Of the people in a part; left out for roles that see none. */
  peopleHref?: (part: SiblingPart) => string;
};

/** Whether the children part their parent cleanly: how many are in one of them, in several, in none. */
export function FitFigure({ segment, siblings, floor, mayEdit, peopleHref }: FitFigureProps) {
  const { parentSize, inNone, inOne, inSeveral } = siblings;
  const isTold = inNone !== null && inOne !== null && inSeveral !== null && parentSize !== null;
  const rows = [
    { key: "one", name: "In one child", size: inOne, part: null },
    { key: "several", name: "In several children", size: inSeveral, part: { kind: "several" } as const },
    { key: "none", name: "In no child", size: inNone, part: { kind: "none" } as const },
  ];
  return (
    <Figure
      title="How they fit together"
      take={isTold ? takeOf(siblings) : `Groups of fewer than ${floor} people are not shown to your role.`}
      fileName="children"
      {...(isTold && {
        data: { columns: ["Part", "People"], rows: rows.map(({ name, size }) => [name, size]) },
      })}
    >
      {isTold && (
        <ShareBar
          label={`Members of ${segment.name} by their children`}
          parts={rows.map(({ key, name, size }) => ({
            key,
            name,
            value: size ?? 0,
            text: formatNumber(size ?? 0),
            tone: key === "one" ? 1 : key === "several" ? 2 : 0,
          }))}
        />
      )}
      <ul className="mt-3 divide-y divide-line text-sm">
        {rows.map(({ key, name, size, part }) => (
          <li key={key} className="flex min-h-9 flex-wrap items-center gap-x-3 gap-y-1 py-1">
            <span className="min-w-0 flex-1 basis-32">{name}</span>
            <span className="num text-right font-medium">
              {size === null ? "not shown" : formatNumber(size)}
              {size !== null && parentSize !== null && parentSize > 0 && (
                <span className="font-normal text-ink-3"> {formatPercent(size / parentSize, 0)}</span>
              )}
            </span>
            <span className="flex w-44 flex-none justify-end gap-1">
              {part && size !== 0 && (
                <PartLinks
                  {...{ segmentId: segment.id, part, mayEdit, peopleHref, what: name.toLowerCase() }}
                />
              )}
            </span>
          </li>
        ))}
      </ul>
    </Figure>
  );
}

function takeOf({ inNone, inSeveral, children }: Siblings): string {
  const gap = inNone ? `${formatCount(inNone, "member")} ${inNone === 1 ? "is" : "are"} in no child` : "";
  const twice = inSeveral
    ? `${formatCount(inSeveral, "member")} ${inSeveral === 1 ? "is" : "are"} in several`
    : "";
  if (!gap && !twice)
    return `Everybody is in exactly one of the ${formatCount(children.length, "child", "children")}.`;
  return `${[gap, twice].filter(Boolean).join(", and ")}.`;
}

/** What can be done with some people of the parent: a segment of their own, or a look at them. */
export function PartLinks(props: {
  segmentId: string;
  part: SiblingPart;
  what: string;
  mayEdit: boolean;
  peopleHref?: (part: SiblingPart) => string;
}) {
  const { segmentId, part, what, mayEdit, peopleHref } = props;
  return (
    <>
      {peopleHref && (
        <ButtonLink size="sm" variant="ghost" href={peopleHref(part)} scroll={false}>
          People<span className="sr-only"> {what}</span>
        </ButtonLink>
      )}
      {mayEdit && (
        <ButtonLink
          size="sm"
          variant="ghost"
          href={`/segments/new?within=${segmentId}&part=${partText(part)}`}
        >
          Make segment<span className="sr-only"> of those {what}</span>
        </ButtonLink>
      )}
    </>
  );
}

/** Each two children that share people: how many, and their share of each of the two. */
export function PairList({ segment, siblings, floor, mayEdit, peopleHref }: FitFigureProps) {
  const { children, pairs } = siblings;
  const childOf = new Map(children.map((child) => [child.id, child]));
  const shareOf = (people: number, id: string) => {
    const size = childOf.get(id)?.size;
    return size ? formatPercent(people / size, 0) : null;
  };
  return (
    <ul className="divide-y divide-line text-sm">
      {pairs.slice(0, MOST_PAIRS).map(({ aId, bId, people }) => {
        const [a, b] = [childOf.get(aId)?.name ?? "", childOf.get(bId)?.name ?? ""];
        const part = { kind: "both", aId, bId } as const;
        return (
          <li key={`${aId}.${bId}`} className="flex flex-wrap items-center gap-x-3 gap-y-1 px-4 py-2">
            <span className="min-w-0 flex-1 basis-60">
              <ChildLink id={aId} name={a} note={people === null ? null : shareOf(people, aId)} />
              <span className="text-ink-3"> and </span>
              <ChildLink id={bId} name={b} note={people === null ? null : shareOf(people, bId)} />
            </span>
            <span className="num w-28 text-right font-medium">
              {people === null ? `fewer than ${floor}` : formatNumber(people)}
            </span>
            <span className="flex w-52 justify-end gap-1 max-md:w-full">
              <PartLinks
                {...{ segmentId: segment.id, part, mayEdit, peopleHref }}
                what={`in both ${a} and ${b}`}
              />
            </span>
          </li>
        );
      })}
      {pairs.length > MOST_PAIRS && (
        <li className="px-4 py-2 text-xs text-ink-3">
          {formatCount(pairs.length - MOST_PAIRS, "further pair")} share fewer people.
        </li>
      )}
    </ul>
  );
}

const MOST_PAIRS = 30;

function ChildLink({ id, name, note }: { id: string; name: string; note: string | null }) {
  return (
    <>
      <Link href={`/segments/${id}`} className="hover:underline">
        {name}
      </Link>
      {note && <span className="num text-xs text-ink-3"> ({note})</span>}
    </>
  );
}
