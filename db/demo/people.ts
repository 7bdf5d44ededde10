import { KIND_SHARES, KINDS, type KindName } from "./kinds";
import type { Random } from "./random";

const DAY = 86_400_000;
const FIRST_FEMALE =
  "Anna Astrid Clara Eglė Emma Freja Ida Ingrid Karla Laura Liv Maja Nora Ronja Sigrid Signe Sofie Thea Åsa Birgit Camilla Ditte Elin Fiona Hanna Johanna Katrine Linnea Malin Mette Pernille Rikke Sanna Solveig Tilde Tuva Vibeke Ylva Ellen Agnes".split(
    " ",
  );
const FIRST_MALE =
  "Aksel Anders Bjarne Emil Erik Felix Henrik Jonas Kasper Lars Magnus Mikkel Nils Oskar Sander Søren Viktor Arne Björn Casper Daniel Elias Frederik Gustav Håkon Ivar Jens Kristian Linus Mads Noah Ole Per Rasmus Sigurd Tobias Ulrik Villads Walter Øystein".split(
    " ",
  );
const LAST =
  "Andersen Berg Christensen Dahl Eriksson Falk Hansen Holm Jensen Karlsson Lind Lund Mortensen Nielsen Olsen Pedersen Rask Strand Thomsen Virtanen Wik Aagaard Bak Bjerre Blom Brandt Dam Ekström Engberg Fisker Friis Gade Graversen Halvorsen Hedlund Iversen Jacobsen Johansson Kjær Knudsen Koch Krogh Lindqvist Lauritzen Madsen Møller Nyberg Nørgaard Öberg Petersen Ravn Riis Sandberg Schmidt Skov Sørensen Toft Vestergaard Winther Åkesson".split(
    " ",
  );
const PLACES = {
  Denmark: {
    language: "da",
    code: "+45",
    regions: {
      Hovedstaden: ["Copenhagen", "Frederiksberg", "Helsingør"],
      Midtjylland: ["Aarhus", "Herning"],
      Syddanmark: ["Odense", "Esbjerg"],
      Nordjylland: ["Aalborg"],
    },
  },
  Sweden: {
    language: "sv",
    code: "+46",
    regions: { Skåne: ["Malmö", "Lund"], Stockholm: ["Stockholm"], "Västra Götaland": ["Gothenburg"] },
  },
  Norway: { language: "no", code: "+47", regions: { Oslo: ["Oslo"], Vestland: ["Bergen"] } },
  Germany: {
    language: "de",
    code: "+49",
    regions: { Hamburg: ["Hamburg"], "Schleswig-Holstein": ["Flensburg", "Kiel"] },
  },
  Finland: { language: "fi", code: "+358", regions: { Uusimaa: ["Helsinki"] } },
} as const;
const INDUSTRIES = [
  "Architecture",
  "Software",
  "Law",
  "Health care",
  "Education",
  "Hospitality",
  "Accounting",
];
const HEARD = ["a friend at work", "podcast", "market stall", "a neighbour", "magazine", "school fair"];
const JOBS = ["Office manager", "Founder", "Head of people", "Assistant", "Facility manager"];

export type Person = {
  no: number;
  id: string;
  kind: KindName;
  firstSeenAt: Date;
  /** After this they buy no more. */
  leavesAt: Date;
  mayEmail: boolean;
  columns: Record<string, unknown>;
};

/** The demo's customers, oldest first and all before `today`. Every field has gaps, as real files do. */
export function makePeople(random: Random, count: number, today: Date): Person[] {
  const ages = Array.from({ length: count }, () => random.next() ** 1.35 * 1100 * DAY).sort((a, b) => b - a);
  return ages.map((ago, index) => makePerson(random, index + 1, new Date(today.getTime() - ago), today));
}

/** As an e-mail address may spell it. */
const plain = (name: string) =>
  name
    .toLowerCase()
    .replace(/[øö]/g, "o")
    .replace(/æ/g, "ae")
    .normalize("NFD")
    .replace(/[^a-z]/g, "");

function makePerson(random: Random, no: number, firstSeenAt: Date, today: Date): Person {
  const kind = random.weighted(KIND_SHARES);
  const about = KINDS[kind];
  const isFemale = random.chance(about.female);
  const firstName = random.pick(isFemale ? FIRST_FEMALE : FIRST_MALE);
  const lastName = random.pick(LAST);
  const country = random.weighted({ Denmark: 52, Sweden: 24, Norway: 14, Germany: 7, Finland: 3 });
  const { regions, language, code } = PLACES[country];
  const [region, cities] = random.pick(Object.entries(regions));
  const years = random.between(about.age[0], about.age[1]);
  const maybe = <T>(p: number, value: T): T | null => (random.chance(p) ? value : null);
  const optIn = random.chance(kind === "price" || kind === "parent" ? 0.86 : 0.68);
  const consentEmail = optIn ? "in" : random.chance(0.6) ? "unknown" : "out";
  const months = -Math.log(1 - random.next()) / about.churn;
  const isOffice = kind === "office";
  const attrs = {
    ...(random.chance(0.7) && {
      loyalty_points: Math.round(random.next() ** 3 * (kind === "vip" ? 9000 : 3000)),
    }),
    ...(random.chance(0.86) && { newsletter: consentEmail === "in" && random.chance(0.9) }),
    ...(kind === "refill" || random.chance(0.1)
      ? { refill_plan: kind === "refill" ? random.pick(["monthly", "six weeks"]) : "paused" }
      : {}),
    ...(random.chance(0.55) && { interests: interestsOf(random, kind) }),
    ...(random.chance(0.4) && {
      last_store_visit: day(new Date(today.getTime() - random.next() ** 2 * 500 * DAY)),
    }),
    ...(kind === "parent" &&
      random.chance(0.8) && {
        child_birth_month: day(new Date(today.getTime() - random.between(-60, 700) * DAY))
          .slice(0, 8)
          .concat("01"),
      }),
    ...(random.chance(0.75) && {
      main_device: random.weighted(
        about.app > 0.5 ? { app: 7, mobile: 2, desktop: 1 } : { desktop: 4, mobile: 5, app: 1 },
      ),
    }),
    ...(random.chance(0.24) && { heard_from: random.pick(HEARD) }),
    ...(random.chance(0.08) && { diet: random.pick(["coeliac", "lactose free", "none"]) }),
  };
  return {
    no,
    id: random.uuid(firstSeenAt.getTime()),
    kind,
    firstSeenAt,
    leavesAt: new Date(firstSeenAt.getTime() + months * 30.4 * DAY),
    mayEmail: consentEmail === "in",
    columns: {
      external_id: `N${String(100_000 + no)}`,
      email: maybe(0.96, `${plain(firstName)}.${plain(lastName)}${no}@example.com`),
      first_name: maybe(0.97, firstName),
      last_name: maybe(0.95, lastName),
      phone: maybe(0.42, `${code} ${String(20_000_000 + ((no * 7919) % 79_999_999))}`),
      birth_date: maybe(0.72, day(new Date(today.getTime() - years * 365.25 * DAY))),
      gender: maybe(0.82, random.chance(0.02) ? "other" : isFemale ? "female" : "male"),
      country,
      region: maybe(0.9, region),
      city: maybe(0.93, random.pick(cities)),
      postcode: maybe(0.85, String(1000 + random.whole(0, 8999))),
      language: maybe(0.9, random.chance(0.92) ? language : "en"),
      company: isOffice ? `${lastName} ${random.pick(["ApS", "AB", "& Co", "Studio"])}` : null,
      industry: isOffice ? maybe(0.9, random.pick(INDUSTRIES)) : null,
      company_size: isOffice ? maybe(0.8, Math.round(4 + random.next() ** 3 * 240)) : null,
      job_title: isOffice ? random.pick(JOBS) : null,
      marital_status: maybe(0.35, random.pick(["single", "married", "partnered", "divorced"])),
      education: maybe(0.3, random.pick(["school", "vocational", "bachelor", "master", "PhD"])),
      income: maybe(
        0.38,
        Math.round(
          Math.exp(10.5 + (random.next() + random.next() - 1) * 0.8 + (kind === "vip" ? 0.35 : 0)) / 100,
        ) * 100,
      ),
      source: random.weighted({ organic: 34, ads: 24, referral: 14, social: 16, store: 9, partner: 3 }),
      consent_email: consentEmail,
      consent_sms: random.chance(0.28) ? "in" : random.chance(0.3) ? "out" : "unknown",
      consent_phone: random.chance(0.1) ? "in" : random.chance(0.2) ? "out" : "unknown",
      consent_post: random.chance(0.4) ? "in" : "unknown",
      consent_ads: random.chance(0.33) ? "in" : random.chance(0.35) ? "out" : "unknown",
      objected_at: random.chance(0.003) ? new Date(firstSeenAt.getTime() + 9 * DAY).toISOString() : null,
      suppressed_at: random.chance(0.006) ? new Date(firstSeenAt.getTime() + 40 * DAY).toISOString() : null,
      attrs,
    },
  };
}

function interestsOf(random: Random, kind: KindName): string[] {
  const liked = {
    coffee: "brewing",
    parent: "family",
    weekend: "interior",
    office: "brewing",
    gifts: "hosting",
    vip: "interior",
    price: "bargains",
    browser: "outdoors",
    refill: "low waste",
    once: "hosting",
  }[kind];
  const others = ["cooking", "outdoors", "family", "interior", "low waste", "bargains"].filter(() =>
    random.chance(0.18),
  );
  return [...new Set(random.chance(0.75) ? [liked, ...others] : others.length > 0 ? others : [liked])];
}

const day = (date: Date) => date.toISOString().slice(0, 10);
