import { clsx } from "clsx";
import Link from "next/link";
import type { CSSProperties } from "react";
import { formatNumber } from "@/lib/format";
import { type ChartTone, round, toneAt, toneColor } from "./scale";
import { type Box, squarify } from "./treemap-layout";

export type TreemapGroup = {
  key: string;
  name: string;
  href?: string;
  tone?: ChartTone;
  /** What the heading says; the sum of the parts unless given (parts may overlap). */
  figure?: number;
  /** `isRest`: what no named part holds, drawn paler. */
  parts: readonly { key: string; name: string; value: number; href?: string; isRest?: boolean }[];
};

export type TreemapProps = {
  label: string;
  groups: readonly TreemapGroup[];
  /** Width to height, for choosing the shapes. */
  ratio?: number;
  height?: number;
};

/** Two levels: groups as headings, their parts as tinted areas. A list of links for who cannot see it. */
export function Treemap({ label, groups, ratio = 2.2, height = 280 }: TreemapProps) {
  const sorted = groups
    .map((group, index) => ({
      ...group,
      tone: group.tone ?? toneAt(index),
      value: group.parts.reduce((sum, part) => sum + part.value, 0),
      parts: group.parts.toSorted((a, b) => b.value - a.value),
    }))
    .toSorted((a, b) => b.value - a.value);
  const frames = squarify(
    sorted.map((group) => group.value),
    { x: 0, y: 0, width: ratio * 100, height: 100 },
  );
  return (
    <ul aria-label={label} className="relative" style={{ height }}>
      {sorted.map((group, index) => {
        const frame = frames[index];
        if (!frame || frame.width === 0) return null;
        const head = Math.min(frame.height, 2400 / height);
        const inside = { x: 0, y: 0, width: frame.width, height: Math.max(0, frame.height - head) };
        const boxes = squarify(
          group.parts.map((part) => part.value),
          inside,
        );
        return (
          <li
            key={group.key}
            className="absolute overflow-clip pr-1 pb-1"
            style={place(frame, ratio * 100, 100)}
          >
            <span className="flex h-6 gap-1.5 overflow-hidden text-xs leading-6 whitespace-nowrap">
              {group.href ? (
                <Link href={group.href} className="min-w-6 truncate font-semibold hover:underline">
                  {group.name}
                </Link>
              ) : (
                <span className="truncate font-semibold">{group.name}</span>
              )}
              <span className="num text-ink-3">{formatNumber(group.figure ?? group.value)}</span>
            </span>
            <ul
              className="relative"
              style={{ height: "calc(100% - 24px)", "--t": toneColor(group.tone) } as CSSProperties}
            >
              {group.parts.map((part, at) => {
                const box = boxes[at];
                if (!box || box.width === 0) return null;
                return (
                  <li
                    key={part.key}
                    className="absolute p-px"
                    style={place(box, inside.width, inside.height)}
                  >
                    <Part
                      name={part.name}
                      value={part.value}
                      href={part.href}
                      isRest={part.isRest}
                      isRoomy={(box.width * height) / 100 > 56 && (box.height * height) / 100 > 30}
                    />
                  </li>
                );
              })}
            </ul>
          </li>
        );
      })}
    </ul>
  );
}

function Part({
  name,
  value,
  href,
  isRest,
  isRoomy,
}: {
  name: string;
  value: number;
  href?: string;
  isRest?: boolean;
  isRoomy: boolean;
}) {
  const look = clsx(
    "block h-full overflow-clip rounded-[3px] px-[7px] py-[5px] text-2xs leading-3.5 text-ink",
    isRest
      ? "bg-[color-mix(in_oklab,var(--t)_9%,var(--surface))]"
      : "bg-[color-mix(in_oklab,var(--t)_26%,var(--surface))]",
  );
  const text = (
    <span className={isRoomy ? undefined : "sr-only"}>
      {name} <span className="num block font-semibold">{formatNumber(value)}</span>
    </span>
  );
  const title = `${name}, ${formatNumber(value)}`;
  return href ? (
    <Link
      href={href}
      title={title}
      className={`${look} hover:bg-[color-mix(in_oklab,var(--t)_42%,var(--surface))] focus-visible:-outline-offset-2`}
    >
      {text}
    </Link>
  ) : (
    <span title={title} className={look}>
      {text}
    </span>
  );
}

function place(box: Box, width: number, height: number): CSSProperties {
  return {
    left: `${round((box.x / width) * 100)}%`,
    top: `${round((box.y / height) * 100)}%`,
    width: `${round((box.width / width) * 100)}%`,
    height: `${round((box.height / height) * 100)}%`,
  };
}
