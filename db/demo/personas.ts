import type { JourneyStage } from "@/lib/campaigns/status";
import type { Evidence, StatementKind } from "@/lib/personas/evidence";

export type DemoPersona = {
  key: string;
  segment: string;
  name: string;
  tagline: string;
  story: string;
  quote: string;
  stage: JourneyStage;
  statements: readonly (readonly [StatementKind, string, Evidence, string?])[];
  /** Facts pinned besides those that set the members apart. */
  pinned?: readonly string[];
  /** The first one is what the statements from interviews rest on; `before` is days before the persona was made. */
  notes?: readonly { title: string; before: number; who: string; text: string; quotes: readonly string[] }[];
};

export const PERSONAS: readonly DemoPersona[] = [
  {
    key: "egle",
    segment: "coffee",
    pinned: ["amount:ordersPerBuyer"],
    notes: [
      {
        title: "Six regulars at the counter",
        before: 9,
        who: "Regulars of over a year, asked while they waited for their coffee",
        text: "Five of six asked where the beans come from before they asked for the price. Four had the newsletter turned off; nobody minded a text message when the bag is due.",
        quotes: [
          "I do not need a discount. I need to know which farm.",
          "Just tell me when mine is roasted.",
        ],
      },
      {
        title: "Call with a subscriber who paused",
        before: 3,
        who: "Subscriber who paused the plan in winter",
        text: "Paused because two bags came while one was still full. Would come back to a plan that asks first.",
        quotes: ["You sent it on your day, not on mine."],
      },
    ],
    name: "Egle, the careful brewer",
    stage: "retention",
    tagline: "Buys coffee and tea every three weeks, on Saturday morning, and reads where it comes from.",
    story:
      "Egle grinds by hand and weighs her coffee. She orders when the bag is two thirds empty, mostly on Saturday before the market. She has stopped opening newsletters, but a reminder that her bag is due is welcome.",
    quote: "I do not need a discount. I need to know which farm.",
    statements: [
      [
        "goal",
        "Good coffee at home without thinking about supply",
        "interview",
        "https://example.org/notes/egle",
      ],
      ["motivation", "Origin and roast date on the bag", "survey"],
      ["frustration", "Newsletters about things she never bought", "interview"],
      ["objection", "Fears stale beans from a warehouse", "assumption"],
      ["buying habit", "Orders two bags at a time, every three to four weeks", "data"],
      [
        "say",
        "“Your Kenya is due on Saturday. Shall we keep a bag?” Short, concrete, by SMS or in the shop.",
        "interview",
      ],
      ["do not", "Weekly newsletters, percentage discounts, pictures of families.", "assumption"],
    ],
  },
  {
    key: "maja",
    segment: "parents",
    notes: [
      {
        title: "Evening calls with three parents",
        before: 14,
        who: "Parents of a first child under one year",
        text: "All three ordered while the child slept, on a phone held in one hand. Two had given up a basket at the address form.",
        quotes: ["If I have to look for it twice, I buy it somewhere else."],
      },
    ],
    name: "Maja, awake at ten",
    stage: "purchase",
    tagline: "Shops from the sofa at night, for two people who do not sleep enough.",
    story:
      "Maja has a baby of seven months. She buys on the phone between 20 and 23 h, wants the same nappies again, and forgives a lot if the box is there on Thursday.",
    quote: "If I have to look for it twice, I buy it somewhere else.",
    statements: [
      ["goal", "Never run out of nappies", "interview"],
      ["frustration", "Forms on a phone with one hand", "interview"],
      ["motivation", "Wool and cotton without plastic", "survey"],
      ["payment", "Card saved in the app", "assumption"],
      ["preferred channel", "App notice, then e-mail in the evening", "data"],
      ["say", "Again in one tap, there on Thursday.", "interview"],
      ["do not", "Advice about parenting.", "interview"],
    ],
  },
  {
    key: "soren",
    segment: "weekend",
    name: "Soren, the Sunday planner",
    stage: "consideration",
    tagline: "Measures the room, sleeps on it, then orders everything at once.",
    story:
      "Soren furnishes slowly. He collects in the basket for a week and orders on Sunday afternoon, rarely less than three things. He sends back what does not fit the colour.",
    quote: "Show me it in a room like mine.",
    statements: [
      ["goal", "A home that looks considered", "interview"],
      ["objection", "Is the colour right?", "data"],
      ["buying habit", "Fills the basket in the week, pays on Sunday", "data"],
      ["say", "Fabric samples are free.", "assumption"],
    ],
  },
  {
    key: "birgit",
    segment: "lapsedVip",
    notes: [
      {
        title: "Letter to support, and the call after it",
        before: 21,
        who: "Customer of four years who stopped after December",
        text: "Two parcels for the same birthday were late. She had written once and got an automatic answer.",
        quotes: ["Nobody noticed that I was gone."],
      },
    ],
    name: "Birgit, once our best",
    stage: "retention",
    tagline: "Spent well for a year, then went quiet after a late parcel.",
    story:
      "Birgit bought for the whole family. Two deliveries were late before Christmas, and nobody wrote. She is not angry; she got used to somewhere else.",
    quote: "Nobody noticed that I was gone.",
    statements: [
      ["frustration", "Late parcels in December", "interview", "https://example.org/notes/birgit"],
      ["motivation", "To be recognised", "assumption"],
      ["objection", "Will it be late again?", "interview"],
      ["say", "We were late. Delivery is free for a year.", "assumption"],
      ["do not", "Pretend that nothing happened.", "interview"],
    ],
  },
  {
    key: "jonas",
    segment: "price",
    name: "Jonas, the patient one",
    stage: "purchase",
    tagline: "Knows every price of the last three months and waits.",
    story:
      "Jonas watches. He opens nearly every price alert and buys at lunch in the middle of the week, when it is reduced.",
    quote: "I would have bought it anyway. Just not yesterday.",
    statements: [
      ["goal", "The same thing for less", "survey"],
      ["buying habit", "Lunch break, Wednesday or Thursday", "data"],
      ["preferred channel", "E-mail, at once", "data"],
      ["say", "The number, nothing else.", "interview"],
    ],
  },
  {
    key: "karla",
    segment: "appOnly",
    name: "Karla, always looking",
    stage: "awareness",
    tagline: "Opens the app on the train and closes it at her stop.",
    story: "Karla saves what she likes and shows it to friends. She has bought twice, both times a gift.",
    quote: "It is like a nice window.",
    statements: [
      ["motivation", "Ideas for her first flat", "survey"],
      ["objection", "Delivery costs more than the mug", "data"],
      ["say", "Free delivery on the first order above 20.", "assumption"],
    ],
  },
  {
    key: "anders",
    segment: "offices",
    name: "Anders, who buys for forty",
    stage: "retention",
    tagline: "Wants coffee to be nobody’s problem, on one invoice.",
    story:
      "Anders runs the office. He orders beans and cups on Tuesday before the stand-up, and forwards the invoice the same minute.",
    quote: "If the machine stops, I hear about it before you do.",
    statements: [
      ["goal", "One supplier, one invoice", "interview"],
      ["payment", "Invoice, 30 days", "data"],
      ["frustration", "Consumer e-mails at the weekend", "interview"],
      ["buying habit", "Tuesday morning", "data"],
    ],
  },
  {
    key: "liv",
    segment: "refill",
    name: "Liv, on a plan",
    stage: "advocacy",
    tagline: "Set it up once and tells everyone.",
    story:
      "Liv wants less packaging and fewer decisions. The box comes at the start of the month. She has brought three neighbours.",
    quote: "I forgot that soap comes in bottles.",
    statements: [
      ["motivation", "Less waste", "survey"],
      ["goal", "Fewer decisions", "interview"],
      ["say", "Show what was saved this year, in kilograms.", "assumption"],
    ],
  },
];
