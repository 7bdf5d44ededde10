import {
  atLeast,
  attribute,
  attributeLike,
  did,
  eventLike,
  field,
  hasBuyers,
  hasField,
  hasValue,
  lastDays,
  not,
  ordered,
  topValue,
} from "../find";
import type { Template } from "../template";

/** Demographic, geographic and firmographic: who people and companies are, and where. */
export const PEOPLE_TEMPLATES: readonly Template[] = [
  {
    key: "birthday-soon",
    dimension: "demographic",
    name: "Birthday in the next 30 days",
    use: "Send a wish or a small gift in time.",
    needs: "birth dates",
    make: (data) =>
      hasField(data, "birthDate")
        ? { conditions: [field("birthDate", { op: "hasAnniversaryWithin", days: 30 })] }
        : null,
  },
  {
    key: "young-adults",
    dimension: "demographic",
    name: "Young adults, 18 to 29",
    use: "Talk in another tone, and on other channels.",
    needs: "birth dates",
    make: (data) =>
      hasField(data, "birthDate")
        ? { conditions: [field("age", { op: "isBetween", from: 18, to: 29 })] }
        : null,
  },
  {
    key: "retirement-age",
    dimension: "demographic",
    name: "Retirement age",
    use: "Offer the phone and the post, and daytime hours.",
    needs: "birth dates",
    make: (data) => (hasField(data, "birthDate") ? { conditions: [field("age", atLeast(65))] } : null),
  },
  {
    key: "higher-income",
    dimension: "demographic",
    name: "Higher income",
    use: "Show the upper end of the range first.",
    needs: "incomes",
    make: (data) =>
      hasField(data, "income") && data.incomeHigh
        ? { conditions: [field("income", atLeast(data.incomeHigh))] }
        : null,
  },
  {
    key: "likely-parents",
    dimension: "demographic",
    name: "Likely parents",
    use: "Speak of family needs without having to ask for them.",
    needs: "an attribute on children, or a category for them with buyers",
    make(data) {
      const about = /\b(child|children|kid|kids|baby|babies|parent|family)\b/;
      const known = attributeLike(data, { types: ["date", "number", "boolean"], like: about });
      const category = data.categories.find((name) => /baby|child|kid|nurser|toy|nappy|diaper/i.test(name));
      const test =
        known?.type === "boolean"
          ? ({ op: "isTrue" } as const)
          : known?.type === "number"
            ? atLeast(1)
            : ({ op: "isKnown" } as const);
      const signs = [
        ...(known ? [attribute(known.key, test)] : []),
        ...(category ? [ordered(atLeast(2), lastDays(365), category)] : []),
      ];
      const [only] = signs;
      if (!only) return null;
      return { conditions: signs.length === 1 ? [only] : [{ kind: "any", children: signs }] };
    },
  },
  {
    key: "large-cities",
    dimension: "geographic",
    name: "Live in the largest cities",
    use: "Invite to shops and events, promise fast delivery.",
    needs: "cities, at least three of them",
    make(data) {
      const values = (data.topFields.city ?? []).slice(0, 3);
      return hasField(data, "city") && values.length === 3
        ? { conditions: [field("city", { op: "isAnyOf", values })] }
        : null;
    },
  },
  {
    key: "home-market",
    dimension: "geographic",
    name: "Home market",
    use: "The country with most customers: the base for national campaigns.",
    needs: "countries",
    make(data) {
      const [home] = data.topFields.country ?? [];
      return hasField(data, "country") && home
        ? { conditions: [field("country", { op: "is", value: home })], name: `Home market: ${home}` }
        : null;
    },
  },
  {
    key: "abroad",
    dimension: "geographic",
    name: "Outside the home market",
    use: "Mind languages, duties and delivery times.",
    needs: "at least two countries",
    make(data) {
      const [home, other] = data.topFields.country ?? [];
      if (!hasField(data, "country") || !home || !other) return null;
      const known = field("country", { op: "isKnown" });
      return {
        conditions: [known, not(field("country", { op: "is", value: home }))],
        name: `Outside ${home}`,
      };
    },
  },
  {
    key: "strongest-region",
    dimension: "geographic",
    name: "Strongest region",
    use: "Test local media where most customers live.",
    needs: "regions, at least two of them",
    make(data) {
      const [first, second] = data.topFields.region ?? [];
      return hasField(data, "region") && first && second
        ? { conditions: [field("region", { op: "is", value: first })], name: `Strongest region: ${first}` }
        : null;
    },
  },
  {
    key: "small-companies",
    dimension: "firmographic",
    name: "Small companies, up to 49 people",
    use: "Decide fast and buy on a card: a short offer does.",
    needs: "company sizes",
    make: (data) =>
      hasField(data, "companySize")
        ? { conditions: [field("companySize", { op: "isBetween", from: 1, to: 49 })] }
        : null,
  },
  {
    key: "large-companies",
    dimension: "firmographic",
    name: "Companies of 250 people and more",
    use: "Several people decide: give them papers to pass on.",
    needs: "company sizes",
    make: (data) =>
      hasField(data, "companySize") ? { conditions: [field("companySize", atLeast(250))] } : null,
  },
  {
    key: "top-industry",
    dimension: "firmographic",
    name: "Strongest industry",
    use: "Tell the story of a customer in the same trade.",
    needs: "industries",
    make(data) {
      const [industry] = data.topFields.industry ?? [];
      return hasField(data, "industry") && industry
        ? {
            conditions: [field("industry", { op: "is", value: industry })],
            name: `Strongest industry: ${industry}`,
          }
        : null;
    },
  },
  {
    key: "decision-makers",
    dimension: "firmographic",
    name: "Decision makers",
    use: "Speak of results and cost rather than of features.",
    needs: "job titles",
    make: (data) =>
      hasField(data, "jobTitle")
        ? {
            conditions: [
              {
                kind: "any",
                children: ["chief", "director", "head of", "owner", "founder", "manager"].map((value) =>
                  field("jobTitle", { op: "contains", value }),
                ),
              },
            ],
          }
        : null,
  },
  {
    key: "business-buyers",
    dimension: "firmographic",
    name: "Business customers who order regularly",
    use: "Offer an account, an invoice and a fixed contact.",
    needs: "companies and orders",
    make: (data) =>
      hasField(data, "company") && hasBuyers(data)
        ? { conditions: [field("company", { op: "isKnown" }), ordered(atLeast(3), lastDays(365))] }
        : null,
  },
  {
    key: "near-a-shop",
    dimension: "situational",
    name: "In a shop in the last 90 days",
    use: "Bring them back to the counter, or over to the website.",
    needs: "a date of the last visit to a shop",
    make(data) {
      const visit = attributeLike(data, { types: ["date"], like: /\b(visit|store|shop|branch)\b/ });
      return visit
        ? { conditions: [attribute(visit.key, { op: "isInLast", count: 90, unit: "days" })] }
        : null;
    },
  },
  {
    key: "came-from",
    dimension: "situational",
    name: "Came by the main source",
    use: "Greet newcomers in the words of what brought them.",
    needs: "the source of customers",
    make(data) {
      const [source] = data.topFields.source ?? [];
      const told = attributeLike(data, { types: ["choice"], like: /\b(heard|source|referr|found us)/ });
      const value = told && topValue(data, told.key);
      if (told && value) return { conditions: [hasValue(told, value)], name: `Came by ${value}` };
      return hasField(data, "source") && source
        ? { conditions: [field("source", { op: "is", value: source })], name: `Came by ${source}` }
        : null;
    },
  },
  {
    key: "asked-for-help",
    dimension: "situational",
    name: "Asked for help in the last 30 days",
    use: "Solve first, sell later: leave them out of offers.",
    needs: "an event for support or complaints",
    make(data) {
      const event = eventLike(data, /support|ticket|complain|help/);
      return event ? { conditions: [did(event, lastDays(30))] } : null;
    },
  },
];
