import fc from "fast-check";
import ical from "node-ical";
import { convertIcsCalendar } from "ts-ics";
import { describe, expect, it } from "vitest";
import { addDays, fromDayNumber, toDayNumber } from "@/lib/days";
import { type CalendarEvent, escapeText, foldLine, writeCalendar } from "./ics";

const LAUNCH: CalendarEvent = {
  uid: "0197b0a2-0000-7000-8000-000000000001@facet",
  summary: "Spring look-book, “six rooms”; e-mail \\ post",
  description: "First line\nZweite Zeile: größer, schöner\nTrešā rinda 🌱",
  startOn: "2026-03-28",
  endOn: "2026-03-30",
  sequence: 7,
  changedAt: new Date("2026-03-01T09:41:07Z"),
  categories: ["Campaign", "E-mail"],
  status: "CONFIRMED",
  url: "https://facet.example/campaigns/0197b0a2-0000-7000-8000-000000000001",
};
const MILESTONE: CalendarEvent = {
  ...LAUNCH,
  uid: "0197b0a2-0000-7000-8000-000000000002@facet",
  ...{ summary: "Copy approved", description: "", startOn: "2026-12-31", endOn: "2026-12-31" },
  ...{ categories: ["Milestone"], status: "TENTATIVE", sequence: 0 },
};

/** What both libraries are asked for, in one shape; days as the file has them, the end exclusive. */
type Read = Omit<CalendarEvent, "changedAt" | "endOn"> & {
  endsBefore: string;
  stamp: number;
  changed: number;
};

const wanted = ({ changedAt, endOn, ...event }: CalendarEvent): Read => {
  const at = Math.floor(changedAt.getTime() / 1000) * 1000;
  return { ...event, endsBefore: addDays(endOn, 1), stamp: at, changed: at };
};

/** A day is midnight here for node-ical, and midnight UTC for ts-ics. */
const localDay = (at: Date) => fromDayNumber(Date.UTC(at.getFullYear(), at.getMonth(), at.getDate()) / 864e5);
const utcDay = (at: Date) => at.toISOString().slice(0, 10);

function readWithNodeIcal(text: string): Read[] {
  return Object.values(ical.sync.parseICS(text)).flatMap((part) => {
    if (part?.type !== "VEVENT") return [];
    const plain = (value: unknown) =>
      typeof value === "object" && value !== null && "val" in value ? String(value.val) : String(value ?? "");
    return {
      uid: part.uid,
      summary: plain(part.summary),
      description: plain(part.description),
      startOn: localDay(part.start),
      endsBefore: localDay(part.end ?? part.start),
      sequence: Number(part.sequence),
      stamp: part.dtstamp.getTime(),
      changed: part.lastmodified.getTime(),
      categories: Reflect.get(part, "categories") ?? [],
      status: part.status ?? "CONFIRMED",
      url: plain(part.url),
    };
  });
}

function readWithTsIcs(text: string): Read[] {
  return (convertIcsCalendar(undefined, text).events ?? []).map((event) => ({
    uid: event.uid,
    summary: event.summary,
    description: event.description ?? "",
    startOn: utcDay(event.start.date),
    endsBefore: utcDay(event.end?.date ?? event.start.date),
    // It leaves 0 out, which is what no SEQUENCE means (RFC 5545, 3.8.7.4).
    sequence: event.sequence ?? 0,
    stamp: event.stamp.date.getTime(),
    changed: event.lastModified?.date.getTime() ?? -1,
    categories: event.categories ?? [],
    status: (event.status ?? "CONFIRMED") as Read["status"],
    url: event.url ?? "",
  }));
}

describe("a calendar file", () => {
  const text = writeCalendar({ name: "Campaigns · Läden & Co", events: [LAUNCH, MILESTONE] });

  it("is read alike by two independent libraries, field by field", () => {
    expect(readWithNodeIcal(text)).toEqual([LAUNCH, MILESTONE].map(wanted));
    expect(readWithTsIcs(text)).toEqual([LAUNCH, MILESTONE].map(wanted));
  });

  it("names the calendar and says how often to ask", () => {
    expect(convertIcsCalendar(undefined, text).name).toBe("Campaigns · Läden & Co");
    expect(text).toContain("\r\nREFRESH-INTERVAL;VALUE=DURATION:PT1H\r\n");
  });

  it("has whole days, the end exclusive, and no time in them", () => {
    expect(text).toContain("DTSTART;VALUE=DATE:20260328\r\nDTEND;VALUE=DATE:20260331\r\n");
    expect(text).toContain("DTSTART;VALUE=DATE:20261231\r\nDTEND;VALUE=DATE:20270101\r\n");
  });

  it("is one whole calendar without an event, too", () => {
    const empty = writeCalendar({ name: "Nothing yet", events: [] });
    expect(readWithNodeIcal(empty)).toEqual([]);
    expect(readWithTsIcs(empty)).toEqual([]);
    expect(empty.startsWith("BEGIN:VCALENDAR\r\nVERSION:2.0\r\n")).toBe(true);
    expect(empty.endsWith("END:VCALENDAR\r\n")).toBe(true);
  });

  it("is read alike whatever people type, with lines of at most 75 octets", () => {
    // Both libraries trim what stands around a value, and node-ical takes quotes around a whole one for its own.
    const words = fc
      .string({ unit: "grapheme", minLength: 1, maxLength: 120 })
      .map((typed) => typed.replace(/[\p{Cc}\u2028\u2029]/gu, "").trim())
      .filter((typed) => !/^".*"$/.test(typed));
    const day = fc.integer({ min: toDayNumber("2020-01-01"), max: toDayNumber("2035-12-31") });
    fc.assert(
      fc.property(
        words,
        words,
        day,
        fc.nat(400),
        fc.nat(10_000),
        (summary, description, start, days, sequence) => {
          fc.pre(summary !== "");
          const event = {
            ...LAUNCH,
            ...{ summary, description, sequence },
            startOn: fromDayNumber(start),
            endOn: fromDayNumber(start + days),
          };
          const file = writeCalendar({ name: summary, events: [event] });
          expect(readWithNodeIcal(file)).toEqual([wanted(event)]);
          expect(readWithTsIcs(file)).toEqual([wanted(event)]);
          for (const line of file.split("\r\n")) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe("escaping and folding", () => {
  it("cannot be left by what somebody typed", () => {
    expect(escapeText("a\r\nEND:VEVENT\rb\u0007\u0000")).toBe("a\\nEND:VEVENT\\nb");
    expect(escapeText("1,2;3\\n")).toBe("1\\,2\\;3\\\\n");
  });

  it.each(["x".repeat(75), "x".repeat(76), "ž".repeat(80), "🌱".repeat(60), "a🌱".repeat(50)])(
    "never cuts a character and loses none (%s)",
    (line) => {
      const folded = foldLine(line);
      expect(folded.replaceAll("\r\n ", "").replace(/\r\n$/, "")).toBe(line);
      for (const piece of folded.split("\r\n")) expect(Buffer.byteLength(piece)).toBeLessThanOrEqual(75);
      expect(folded).not.toContain("\ufffd");
    },
  );
});
