import Link from "next/link";
import type { Reach } from "@/lib/customers/profile/profile";
import { dayInZone, formatDay } from "@/lib/days";
import type { SegmentOfCustomer } from "@/lib/segments/members/member";
import { type ProfileAddress, profileHref } from "./address";

type SegmentListProps = {
  customerId: string;
  segments: readonly SegmentOfCustomer[];
  personas: Reach["personas"];
  /** The segment that the why-panel speaks of. */
  whyId: string | null;
  address: ProfileAddress;
  timeZone: string;
  today: string;
};

/** The segments that a person is in, since when, why, and who their faces are. */
export function SegmentList({
  customerId,
  segments,
  personas,
  whyId,
  address,
  timeZone,
  today,
}: SegmentListProps) {
  if (segments.length === 0) return <p className="text-sm text-ink-3">In no segment.</p>;
  return (
    <ul className="flex flex-col gap-1.5 text-sm">
      {segments.map(({ segmentId, name, enteredAt }) => (
        <li key={segmentId}>
          <span className="flex min-h-6 items-center gap-3">
            <Link href={`/segments/${segmentId}`} className="min-w-0 flex-1 truncate hover:underline">
              {name}
            </Link>
            <Link
              href={`${profileHref(customerId, { ...address, why: segmentId })}#why`}
              scroll={false}
              aria-label={`Why in “${name}”`}
              aria-current={segmentId === whyId ? "true" : undefined}
              className="flex min-h-6 flex-none items-center px-0.5 text-xs text-accent underline underline-offset-2 aria-current:font-semibold aria-current:text-ink aria-current:no-underline"
            >
              why
            </Link>
            <span className="num flex-none text-right text-xs text-ink-3">
              since {formatDay(dayInZone(enteredAt, timeZone), today)}
            </span>
          </span>
          {personas
            .filter((persona) => persona.segmentId === segmentId)
            .map((persona) => (
              <Link
                key={persona.id}
                href={`/personas/${persona.id}`}
                className="flex min-h-6 items-center truncate text-xs text-ink-2 hover:underline"
              >
                Persona: {persona.name}
              </Link>
            ))}
        </li>
      ))}
    </ul>
  );
}
