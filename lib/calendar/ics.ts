import { addDays, type Day } from "@/lib/days";

/** One all-day entry of a calendar, days both inclusive. */
export type CalendarEvent = {
  /** The same for as long as the thing exists. */
  uid: string;
  summary: string;
  description: string;
  startOn: Day;
  endOn: Day;
  /** Grows with every change. */
  sequence: number;
  changedAt: Date;
  categories: readonly string[];
  status: "TENTATIVE" | "CONFIRMED" | "CANCELLED";
  url: string;
};

export type Calendar = { name: string; events: readonly CalendarEvent[] };

const MAX_OCTETS = 75;
const encoder = new TextEncoder();

/** A TEXT value (RFC 5545, 3.3.11). Other control characters are not allowed in one and are left out. */
export function escapeText(text: string): string {
  return (
    text
      .replace(/\r\n?/g, "\n")
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0008\u000b-\u001f\u007f]/g, "")
      .replace(/[\\;,]/g, (sign) => `\\${sign}`)
      .replaceAll("\n", "\\n")
  );
}

/** A content line in pieces of at most 75 octets, never cut inside a character (RFC 5545, 3.1). */
export function foldLine(line: string): string {
  const pieces: string[] = [];
  let piece = "";
  let octets = 0;
  for (const character of line) {
    const size = encoder.encode(character).length;
    if (octets + size > MAX_OCTETS) {
      pieces.push(piece);
      piece = "";
      // The space that begins a continued line counts.
      octets = 1;
    }
    piece += character;
    octets += size;
  }
  return `${[...pieces, piece].join("\r\n ")}\r\n`;
}

const dayValue = (day: Day) => day.replaceAll("-", "");
const momentValue = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, "");

function eventLines(event: CalendarEvent): string[] {
  const changedAt = momentValue(event.changedAt);
  return [
    "BEGIN:VEVENT",
    `UID:${escapeText(event.uid)}`,
    // Without a METHOD it says when the entry was last revised (3.8.7.2): the same answer twice is the same text.
    `DTSTAMP:${changedAt}`,
    `LAST-MODIFIED:${changedAt}`,
    `SEQUENCE:${event.sequence}`,
    `DTSTART;VALUE=DATE:${dayValue(event.startOn)}`,
    `DTEND;VALUE=DATE:${dayValue(addDays(event.endOn, 1))}`,
    `SUMMARY:${escapeText(event.summary)}`,
    ...(event.description ? [`DESCRIPTION:${escapeText(event.description)}`] : []),
    ...(event.categories.length > 0 ? [`CATEGORIES:${event.categories.map(escapeText).join(",")}`] : []),
    `STATUS:${event.status}`,
    "TRANSP:TRANSPARENT",
    `URL:${event.url}`,
    "END:VEVENT",
  ];
}

/** A calendar as an iCalendar file (RFC 5545; its name and how often to ask again by RFC 7986). */
export function writeCalendar({ name, events }: Calendar): string {
  return [
    "BEGIN:VCALENDAR",
    "VERSION:2.0",
    "PRODID:-//Facet//Campaign plan//EN",
    "CALSCALE:GREGORIAN",
    `NAME:${escapeText(name)}`,
    `X-WR-CALNAME:${escapeText(name)}`,
    "REFRESH-INTERVAL;VALUE=DURATION:PT1H",
    "X-PUBLISHED-TTL:PT1H",
    ...events.flatMap(eventLines),
    "END:VCALENDAR",
  ]
    .map(foldLine)
    .join("");
}
