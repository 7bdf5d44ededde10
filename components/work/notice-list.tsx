import { clsx } from "clsx";
import Link from "next/link";
import { formatMoment } from "@/lib/format";
import type { NoticeRow } from "@/lib/work/notices/notice";

/** What others did that concerns the reader; new ones are marked with a word and a dot. */
export function NoticeList({
  notices,
  timeZone,
  now,
}: {
  notices: readonly NoticeRow[];
  timeZone: string;
  now: Date;
}) {
  return (
    <ul className="divide-y divide-line rounded-lg border border-line bg-surface">
      {notices.map((notice) => (
        <li key={notice.id} className="flex items-baseline gap-2 px-3 py-2 text-sm">
          {!notice.isRead && (
            <span className="flex-none self-center">
              <span className="sr-only">New: </span>
              <span aria-hidden="true" className="block size-2 rounded-full bg-accent" />
            </span>
          )}
          <Link
            href={notice.href}
            className={clsx("min-w-0 flex-1 hover:underline", notice.isRead ? "text-ink-2" : "text-ink")}
          >
            {notice.title}
          </Link>
          <time dateTime={notice.createdAt.toISOString()} className="num flex-none text-xs text-ink-3">
            {formatMoment(notice.createdAt, timeZone, now)}
          </time>
        </li>
      ))}
    </ul>
  );
}
