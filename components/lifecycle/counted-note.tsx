import Link from "next/link";

export type CountedNoteProps = {
  /** The moment in words; null: the figures were counted for this page. */
  at: string | null;
  path: string;
  query: Readonly<Record<string, string | null>>;
};

/** When kept figures were counted, with the way to count them now. */
export function CountedNote({ at, path, query }: CountedNoteProps) {
  if (!at) return null;
  const asked = Object.entries(query).flatMap(([key, value]) => (value ? [[key, value]] : []));
  return (
    <p className="text-xs text-ink-3">
      Counted {at}; with this many customers once a day and after an import.{" "}
      <Link
        href={`${path}?${new URLSearchParams([...asked, ["count", "now"]])}`}
        prefetch={false}
        className="underline underline-offset-2 print:hidden"
      >
        Count now
      </Link>
    </p>
  );
}
