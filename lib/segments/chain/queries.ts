import { and, asc, desc, eq, inArray, isNull } from "drizzle-orm";
import { campaignSegments, campaigns, eventNames, imports, personas, segments, users } from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { listOutcomes } from "@/lib/campaigns/results/queries";
import { type Day, dayInZone } from "@/lib/days";
import { listDecisionsAbout } from "@/lib/decisions/queries";
import { found } from "@/lib/errors";
import type { ImportKind } from "@/lib/imports/import";
import { todayIn } from "@/lib/zone";
import { type Source, sourcesOf } from "../freshness/reads";
import { listVersions } from "../history/queries";
import type { Rule } from "../rule";
import type { Chain, ChainData } from "./chain";

/** Imports named at the beginning of the chain. */
const MOST_IMPORTS = 5;

/** All that came of a segment: from the data that its rule reads to the decisions about it and its campaigns. */
export async function getChain(ctx: Ctx, { segmentId }: { segmentId: string }): Promise<Chain> {
  authorize(ctx, "segments:read");
  const zone = ctx.workspace.timeZone;
  const [row] = await ctx.db
    .select({ rule: segments.rule, parentId: segments.parentId })
    .from(segments)
    .where(and(eq(segments.workspaceId, ctx.workspaceId), eq(segments.id, segmentId)));
  const segment = found(row, "segment");
  const [data, versions, personaRows, campaignRows] = await Promise.all([
    readData(ctx, segment),
    listVersions(ctx, { segmentId }),
    ctx.db
      .select({
        ...{ id: personas.id, name: personas.name, tagline: personas.tagline },
        ...{ by: users.name, createdAt: personas.createdAt },
      })
      .from(personas)
      .leftJoin(users, eq(users.id, personas.createdBy))
      .where(
        and(
          eq(personas.workspaceId, ctx.workspaceId),
          eq(personas.segmentId, segmentId),
          isNull(personas.archivedAt),
        ),
      )
      .orderBy(asc(personas.createdAt)),
    ctx.db
      .select({
        ...{ id: campaigns.id, name: campaigns.name, status: campaigns.status },
        ...{ startOn: campaigns.startOn, endOn: campaigns.endOn },
        ...{ launchedAt: campaigns.launchedAt, createdAt: campaigns.createdAt },
        segmentVersion: campaignSegments.segmentVersion,
      })
      .from(campaignSegments)
      .innerJoin(
        campaigns,
        and(
          eq(campaigns.workspaceId, campaignSegments.workspaceId),
          eq(campaigns.id, campaignSegments.campaignId),
        ),
      )
      .where(
        and(eq(campaignSegments.workspaceId, ctx.workspaceId), eq(campaignSegments.segmentId, segmentId)),
      )
      .orderBy(asc(campaigns.startOn), asc(campaigns.name)),
  ]);
  const launched = campaignRows.flatMap(({ id, launchedAt }) => (launchedAt ? [id] : []));
  const [outcomes, decided] = await Promise.all([
    launched.length > 0 ? listOutcomes(ctx, { campaignIds: launched }) : new Map(),
    listDecisionsAbout(ctx, { segmentId, campaignIds: campaignRows.map(({ id }) => id) }),
  ]);
  return {
    today: todayIn(zone, ctx.now()),
    data,
    versions: versions.map(({ createdAt, authorName, rule: _, ...version }) => ({
      ...version,
      ...{ by: authorName, day: dayInZone(createdAt, zone) },
    })),
    personas: personaRows.map(({ createdAt, ...persona }) => ({
      ...persona,
      day: dayInZone(createdAt, zone),
    })),
    campaigns: campaignRows.map(({ launchedAt, createdAt, ...campaign }) => ({
      ...campaign,
      day: dayInZone(launchedAt ?? createdAt, zone),
      isLaunched: launchedAt !== null,
      outcome: outcomes.get(campaign.id) ?? null,
    })),
    decisions: decided,
  };
}

/** What a source is called, and the files that bring it. */
const SOURCES: Record<Exclude<Source, `event:${string}`>, { words: string; kinds: ImportKind[] }> = {
  customers: { words: "profiles and consents of customers", kinds: ["customers"] },
  metrics: { words: "order figures and scores of customers", kinds: ["orders"] },
  orders: { words: "orders", kinds: ["orders"] },
  answers: { words: "survey answers", kinds: [] },
};

async function readData(
  ctx: Ctx,
  { rule, parentId }: { rule: Rule; parentId: string | null },
): Promise<ChainData> {
  const sources = [...sourcesOf(rule)];
  const events = sources.flatMap((source) => (source.startsWith("event:") ? [source.slice(6)] : []));
  const stored = sources.flatMap((source) => (isStored(source) ? [SOURCES[source]] : []));
  const kinds = [...new Set(stored.flatMap((source) => source.kinds))];
  const zone = ctx.workspace.timeZone;
  const [named, files] = await Promise.all([
    events.length === 0
      ? []
      : ctx.db
          .select({ label: eventNames.label })
          .from(eventNames)
          .where(and(eq(eventNames.workspaceId, ctx.workspaceId), inArray(eventNames.name, events)))
          .orderBy(asc(eventNames.label)),
    kinds.length === 0
      ? []
      : ctx.db
          .select({
            ...{ id: imports.id, fileName: imports.fileName, by: users.name },
            ...{ finishedAt: imports.finishedAt, created: imports.rowsCreated, changed: imports.rowsChanged },
          })
          .from(imports)
          .leftJoin(users, eq(users.id, imports.createdBy))
          .where(
            and(
              eq(imports.workspaceId, ctx.workspaceId),
              eq(imports.status, "done"),
              inArray(imports.kind, kinds),
            ),
          )
          .orderBy(desc(imports.finishedAt))
          .limit(MOST_IMPORTS),
  ]);
  return {
    words: [
      ...new Set(stored.map(({ words }) => words)),
      ...(named.length > 0 ? [`events: ${named.map(({ label }) => label.toLowerCase()).join(", ")}`] : []),
      ...(parentId ? ["members of the segment above it"] : []),
    ],
    imports: files.flatMap(({ finishedAt, created, changed, ...file }) =>
      finishedAt
        ? [{ ...file, day: dayInZone(finishedAt, zone) satisfies Day, rows: created + changed }]
        : [],
    ),
  };
}

const isStored = (source: Source): source is keyof typeof SOURCES => source in SOURCES;
