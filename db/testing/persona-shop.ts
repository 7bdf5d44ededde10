import { newId } from "@/lib/ids";
import type { PersonaInput } from "@/lib/personas/model";
import {
  attributes,
  categories,
  customerMetrics,
  customers,
  eventDaily,
  eventNames,
  eventProperties,
  events,
  orderLines,
  orders,
  products,
  segmentMembers,
  segments,
  surveyAnswers,
  surveyQuestions,
  surveys,
} from "../schema";
import { makeWorkspace, type TestWorkspace } from "./workspace";

const now = new Date("2026-06-15T10:00:00Z");

/**
 * 80 customers, the first 40 in segment 1: all of it from Riga; 15 of 30 known women; half of the members bought Tea,
 * and all of them order on Saturdays, in the app, and use a phone.
 */
export async function makePersonaShop(): Promise<{
  workspace: TestWorkspace;
  segmentId: string;
  surveyId: string;
}> {
  const workspace = await makeWorkspace({ now, timeZone: "UTC" });
  const { workspaceId } = workspace;
  const { db } = workspace.ctx();
  const nos = Array.from({ length: 80 }, (_, index) => index + 1);
  await db.insert(attributes).values([
    { workspaceId, key: "likes", label: "Likes", type: "choices" },
    { workspaceId, key: "isParent", label: "Is a parent", type: "boolean" },
    { workspaceId, key: "faith", label: "Faith", type: "choice", special: "religion" },
  ]);
  await db.insert(customers).values(
    nos.map((no) => ({
      workspaceId,
      no,
      id: newId(),
      externalId: `c${no}`,
      city: no <= 40 ? "Riga" : "Oslo",
      gender: no % 4 === 0 ? null : no <= 20 ? ("female" as const) : ("male" as const),
      attrs: {
        ...(no <= 60 && { likes: no <= 30 ? ["tea", "cake"] : ["cake"] }),
        isParent: no <= 10,
        faith: "none",
      },
    })),
  );
  await db.insert(categories).values({ workspaceId, no: 1, name: "Tea" });
  await db.insert(products).values({ workspaceId, no: 1, externalId: "t-1", name: "Assam", categoryNo: 1 });
  await db.insert(eventNames).values({ workspaceId, no: 1, name: "visit", label: "Visited" });
  await db.insert(eventProperties).values({ workspaceId, nameNo: 1, key: "device", type: "text" });
  const surveyId = newId();
  await db.insert(surveys).values({ workspaceId, id: surveyId, name: "Panel" });
  await db
    .insert(surveyQuestions)
    .values({ workspaceId, no: 1, surveyId, key: "nps", text: "Would you recommend us?", type: "scale" });
  await db.insert(surveyAnswers).values(
    nos
      .filter((no) => no % 2 === 0)
      .map((customerNo) => ({
        ...{ workspaceId, questionNo: 1, customerNo, answeredAt: now },
        score: customerNo <= 40 ? 9 : 5,
      })),
  );
  await db.insert(events).values(
    nos.map((customerNo) => ({
      ...{ workspaceId, customerNo, nameNo: 1, messageId: `m${customerNo}` },
      occurredAt: new Date("2026-06-12T08:00:00Z"),
      props: { device: customerNo <= 40 ? "phone" : "desktop" },
    })),
  );
  await db
    .insert(eventDaily)
    .values(nos.map((customerNo) => ({ workspaceId, customerNo, nameNo: 1, day: "2026-06-12", count: 1 })));
  await db.insert(orders).values(
    nos.map((no) => ({
      workspaceId,
      no,
      externalId: `o${no}`,
      customerNo: no,
      orderedAt: new Date(no <= 40 ? "2026-06-13T08:30:00Z" : "2026-06-10T13:00:00Z"),
      amountMinor: no <= 40 ? 4000 : 2000,
      channel: no <= 40 ? "app" : "web",
    })),
  );
  await db.insert(orderLines).values(
    nos
      .filter((no) => no <= 20 || no > 76)
      .map((no) => ({
        workspaceId,
        orderNo: no,
        lineNo: 1,
        categoryNo: 1,
        productNo: 1,
        customerNo: no,
        orderedAt: now,
        quantity: 1,
        amountMinor: 100,
      })),
  );
  await db
    .insert(customerMetrics)
    .values(nos.map((customerNo) => ({ workspaceId, customerNo, orderCount: 1, spendMinor: 2000 })));
  const segmentId = newId();
  await db.insert(segments).values({
    workspaceId,
    id: segmentId,
    no: 1,
    name: "Riga",
    dimension: "geographic",
    rule: { kind: "all", children: [{ kind: "everyone" }] },
    size: 40,
    ownerId: workspace.users.member.id,
  });
  await db
    .insert(segmentMembers)
    .values(
      nos.slice(0, 40).map((customerNo) => ({ workspaceId, segmentNo: 1, customerNo, enteredAt: now })),
    );
  return { workspace, segmentId, surveyId };
}

/** A persona of the segment with two statements, two facts and one that there is no such thing as. */
export const personaDraft = (segmentId: string): PersonaInput => ({
  segmentId,
  name: "Egle, the careful brewer",
  tagline: "Tea on Saturdays",
  story: "",
  quote: "",
  journeyStage: "retention",
  statements: [
    { kind: "goal", text: "Good tea", evidence: "interview", link: "", noteId: null },
    {
      kind: "say",
      text: "Short and concrete",
      evidence: "assumption",
      link: "https://example.org/notes",
      noteId: null,
    },
  ],
  facts: ["city:Riga", "category:Tea", "nonsense"],
});
