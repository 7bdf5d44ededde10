import { NOTICE_KIND, NOTICE_KINDS, type NoticeKind } from "../notices/kinds";
import type { DigestLine, DigestSection } from "./compose";

const MOST_LINES = 20;

type Told = DigestLine & { kind: NoticeKind };

/** Notices by kind, then the parts without the lines that lead where a notice leads already; each at most 20 lines. */
export function digestSections(notices: readonly Told[], parts: readonly DigestSection[]): DigestSection[] {
  const told = new Set(notices.map(({ href }) => href));
  const byKind = NOTICE_KINDS.map((kind) => ({
    title: NOTICE_KIND[kind].label,
    lines: notices.flatMap(({ kind: own, text, href }) => (own === kind ? [{ text, href }] : [])),
  }));
  const rest = parts.map((part) => ({ ...part, lines: part.lines.filter(({ href }) => !told.has(href)) }));
  return [...byKind, ...rest]
    .filter(({ lines }) => lines.length > 0)
    .map(({ title, lines }) => ({
      title,
      lines: lines.slice(0, MOST_LINES),
      more: Math.max(0, lines.length - MOST_LINES),
    }));
}
