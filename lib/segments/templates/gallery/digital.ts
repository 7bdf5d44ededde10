import type { Dimension } from "../../dimension";
import {
  answered,
  atLeast,
  attribute,
  attributeLike,
  did,
  eventLike,
  hasBuyers,
  hasValue,
  lastDays,
  not,
  ordered,
  questionLike,
  topValue,
} from "../find";
import type { Made, Template, TemplateData } from "../template";

/** The commonest value of the first attribute of a dimension, or yes. */
function firstOf(data: TemplateData, dimension: Dimension): Made | null {
  const listed = attributeLike(data, { dimension, types: ["choice", "choices"] });
  const value = listed && topValue(data, listed.key);
  if (listed && value) return { conditions: [hasValue(listed, value)], name: `${listed.label}: ${value}` };
  const flag = attributeLike(data, { dimension, types: ["boolean"] });
  return flag && { conditions: [attribute(flag.key, { op: "isTrue" })], name: flag.label };
}

/** Devices in an attribute, else in a property of an event. */
function byDevice(data: TemplateData, like: RegExp): Made | null {
  const device = attributeLike(data, { types: ["choice", "choices"], like: /\b(device|platform|os)\b/ });
  const value = device && topValue(data, device.key, like);
  return device && value
    ? { conditions: [hasValue(device, value)], name: `${device.label}: ${value}` }
    : null;
}

const RECOMMENDS = [/recommend|nps/, /satisf|happy|likely/] as const;

/** What people want, think and use: psychographic, needs, technographic, product usage. */
export const DIGITAL_TEMPLATES: readonly Template[] = [
  {
    key: "interest",
    dimension: "psychographic",
    name: "Share the strongest interest",
    use: "Lead with what they care about, not with the product.",
    needs: "a psychographic attribute with values",
    make: (data) => firstOf(data, "psychographic"),
  },
  {
    key: "promoters",
    dimension: "psychographic",
    name: "Promoters in the survey",
    use: "Ask them to bring a friend.",
    needs: "answers to a question on recommending or satisfaction",
    make(data) {
      const question = questionLike(data, "scale", ...RECOMMENDS);
      if (!question?.highest) return null;
      return { conditions: [answered(question, atLeast(question.highest > 7 ? 9 : question.highest))] };
    },
  },
  {
    key: "detractors",
    dimension: "psychographic",
    name: "Detractors in the survey",
    use: "Listen first: they tell others.",
    needs: "answers to a question on recommending or satisfaction",
    make(data) {
      const question = questionLike(data, "scale", ...RECOMMENDS);
      if (!question?.highest) return null;
      const value = question.highest > 7 ? 6 : Math.floor(question.highest / 2);
      return { conditions: [answered(question, { op: "atMost", value })] };
    },
  },
  {
    key: "motive",
    dimension: "needs",
    name: "The commonest reason to buy",
    use: "Say it back to them in the first line.",
    needs: "answers to a survey question on reasons",
    make(data) {
      const question = questionLike(data, "choice", /why|reason|motive/, /important|matters|need/);
      return question?.commonest
        ? {
            conditions: [answered(question, { op: "isAnyOf", values: [question.commonest] })],
            name: `Buy for ${question.commonest}`,
          }
        : null;
    },
  },
  {
    key: "values",
    dimension: "psychographic",
    name: "Share the commonest value",
    use: "Choose pictures and stories that show it.",
    needs: "answers to a survey question on what matters",
    make(data) {
      const question = questionLike(data, "choice", /matters|value|important|believe/);
      return question?.commonest
        ? {
            conditions: [answered(question, { op: "isAnyOf", values: [question.commonest] })],
            name: `What matters: ${question.commonest}`,
          }
        : null;
    },
  },
  {
    key: "special-need",
    dimension: "needs",
    name: "Have the first need on record",
    use: "Answer a need that they told you of.",
    needs: "an attribute of the dimension needs, not of a special category",
    make(data) {
      const dated = attributeLike(data, { dimension: "needs", types: ["date"] });
      return (
        firstOf(data, "needs") ??
        (dated && {
          conditions: [attribute(dated.key, { op: "isInLast", count: 12, unit: "months" })],
          name: `${dated.label} in the last 12 months`,
        })
      );
    },
  },
  {
    key: "mobile",
    dimension: "technographic",
    name: "Mostly on the phone",
    use: "Short copy, large buttons, one-tap payment.",
    needs: "an attribute for the device",
    make: (data) => byDevice(data, /mobile|phone|ios|android|app/),
  },
  {
    key: "desktop",
    dimension: "technographic",
    name: "Mostly on a computer",
    use: "Room for comparison and detail.",
    needs: "an attribute for the device with computers in it",
    make: (data) => byDevice(data, /desktop|computer|laptop|web/),
  },
  {
    key: "never-click",
    dimension: "technographic",
    name: "Subscribers who never click",
    use: "Write less to them, or ask what they want to read.",
    needs: "consent to e-mail, and events for e-mails sent and clicked",
    make(data) {
      const sent = eventLike(data, /e ?mail (sent|delivered)/);
      const clicked = eventLike(data, /e ?mail clicked/, /clicked .*mail/);
      return sent && clicked && data.consents.email
        ? {
            conditions: [
              { kind: "consent", channel: "email", status: "in" },
              did(sent, lastDays(90), 3),
              not(did(clicked, lastDays(90))),
            ],
          }
        : null;
    },
  },
  {
    key: "mail-readers",
    dimension: "technographic",
    name: "Read most e-mails",
    use: "The first to test a new newsletter with.",
    needs: "an event for opened e-mails",
    make(data) {
      const opened = eventLike(data, /e ?mail opened/, /opened .*mail/);
      return opened ? { conditions: [did(opened, lastDays(30), 3)] } : null;
    },
  },
  {
    key: "other-channel",
    dimension: "technographic",
    name: "Reached by SMS, not by e-mail",
    use: "The only way to them that they agreed to.",
    needs: "consent to SMS",
    make: (data) =>
      data.consents.sms
        ? {
            conditions: [
              { kind: "consent", channel: "sms", status: "in" },
              not({ kind: "consent", channel: "email", status: "in" }),
            ],
          }
        : null,
  },
  {
    key: "active-users",
    dimension: "product usage",
    name: "Use it every week",
    use: "Show what they have not discovered yet.",
    needs: "an event for signing in, opening the app or visiting",
    make(data) {
      const event = usageEvent(data);
      return event ? { conditions: [did(event, lastDays(28), 4)] } : null;
    },
  },
  {
    key: "stopped-using",
    dimension: "product usage",
    name: "Stopped using it",
    use: "Ask what went wrong while they still remember you.",
    needs: "an event for signing in, opening the app or visiting",
    make(data) {
      const event = usageEvent(data);
      return event ? { conditions: [did(event, lastDays(120)), not(did(event, lastDays(30)))] } : null;
    },
  },
  {
    key: "plan",
    dimension: "product usage",
    name: "On the commonest plan",
    use: "Tips for what they have, and the next step up.",
    needs: "an attribute of the dimension product usage",
    make: (data) => firstOf(data, "product usage"),
  },
  {
    key: "feature-unused",
    dimension: "product usage",
    name: "Good customers without the plan",
    use: "They would gain most from it: make the offer.",
    needs: "an attribute of the dimension product usage, and orders",
    make(data) {
      const plan = attributeLike(data, {
        dimension: "product usage",
        types: ["choice", "choices", "boolean"],
      });
      if (!plan || !hasBuyers(data)) return null;
      const hasIt = attribute(plan.key, plan.type === "boolean" ? { op: "isTrue" } : { op: "isKnown" });
      return {
        conditions: [ordered(atLeast(3), lastDays(365)), not(hasIt)],
        name: `Good customers without ${plan.label.charAt(0).toLowerCase()}${plan.label.slice(1)}`,
      };
    },
  },
];

function usageEvent(data: TemplateData): string | null {
  return eventLike(
    data,
    /feature/,
    /signed in|log ?in|sign in/,
    /app opened|opened the app/,
    /web visit|page viewed|visited/,
  );
}
