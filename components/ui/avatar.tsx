import { clsx } from "clsx";

const SIZES = { sm: "size-5 text-[9px]", md: "size-6 text-2xs", lg: "size-9 text-sm" };

/** Initials on a tint that stays with the name. */
export function Avatar({
  name,
  size = "sm",
  decorative,
}: {
  name: string;
  size?: keyof typeof SIZES;
  decorative?: boolean;
}) {
  const tint = `color-mix(in oklab, var(--chart-${toneOf(name)}) 22%, var(--surface))`;
  return (
    <span
      {...(decorative ? { "aria-hidden": true } : { role: "img", "aria-label": name })}
      style={{ background: tint }}
      className={clsx(
        "inline-grid flex-none place-items-center rounded-full font-semibold text-ink",
        SIZES[size],
      )}
    >
      {initialsOf(name)}
    </span>
  );
}

/** Avatar and name in one line, for owners and authors. */
export function Person({ name, size = "sm" }: { name: string; size?: "sm" | "md" }) {
  return (
    <span className="inline-flex min-w-0 items-center gap-1.5">
      <Avatar name={name} size={size} decorative />
      <span className={clsx("truncate text-ink-2", size === "sm" ? "text-xs" : "text-sm")}>{name}</span>
    </span>
  );
}

function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const letters =
    words.length > 1
      ? [words[0], words.at(-1)].map((word) => word?.[0] ?? "")
      : [...(words[0] ?? "")].slice(0, 2);
  return letters.join("").toUpperCase();
}

function toneOf(name: string): number {
  let sum = 0;
  for (const character of name) sum = (sum * 31 + (character.codePointAt(0) ?? 0)) % 9973;
  return 1 + (sum % 6);
}
