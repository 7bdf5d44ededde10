import { and, asc, desc, eq, isNull, sql } from "drizzle-orm";
import {
  attributes,
  campaignAudience,
  campaigns,
  consentLog,
  customerMetrics,
  customers,
  personas,
  segmentMembers,
  segments,
} from "@/db/schema";
import { authorize, type Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { AppError, found } from "@/lib/errors";
import { CHANNELS } from "../fields";
import type { AttributeValue } from "../intake/customer";
import type { CustomerRef } from "../model";
import { listCustomersByNo } from "../queries";
import { peopleOfOwner } from "../sql";
import type { ConsentLine, Customer, CustomerDetails, OwnField, Reach } from "./profile";

/** One person with consents, figures and fields; who may not see them gets the figures alone. Throws NOT_FOUND. */
export async function getCustomer(ctx: Ctx, { customerId }: CustomerRef): Promise<Customer> {
  authorize(ctx, "customers:list");
  const [row] = await ctx.db
    .select({
      no: customers.no,
      attrs: customers.attrs,
      phone: customers.phone,
      fields: {
        birthDate: customers.birthDate,
        gender: customers.gender,
        language: customers.language,
        region: customers.region,
        postcode: customers.postcode,
        maritalStatus: customers.maritalStatus,
        education: customers.education,
        income: customers.income,
        company: customers.company,
        industry: customers.industry,
        companySize: customers.companySize,
        jobTitle: customers.jobTitle,
        source: customers.source,
      },
      returnCount: sql<number>`coalesce(${customerMetrics.returnCount}, 0)`,
      firstOrderAt: customerMetrics.firstOrderAt,
      suppressedAt: customers.suppressedAt,
      objectedAt: customers.objectedAt,
      scores: {
        recency: sql<number | null>`${customerMetrics.rfmRecency}`,
        frequency: sql<number | null>`${customerMetrics.rfmFrequency}`,
        monetary: sql<number | null>`${customerMetrics.rfmMonetary}`,
        engagement: sql<number>`coalesce(${customerMetrics.engagement}, 0)`,
      },
    })
    .from(customers)
    .leftJoin(
      customerMetrics,
      and(
        eq(customerMetrics.workspaceId, customers.workspaceId),
        eq(customerMetrics.customerNo, customers.no),
      ),
    )
    .where(
      and(
        eq(customers.workspaceId, ctx.workspaceId),
        eq(customers.id, customerId),
        isNull(customers.erasedAt),
      ),
    );
  const { no, attrs, phone, fields, ...rest } = found(row, "customer");
  const [[base], consents, ownFields] = await Promise.all([
    listCustomersByNo(ctx, [no]),
    lastConsents(ctx, no),
    listOwnFields(ctx, attrs),
  ]);
  const person = found(base, "customer");
  const details: CustomerDetails | null = person.isMasked ? null : { phone, fields, ownFields };
  const consentLines = CHANNELS.map((channel): ConsentLine => {
    const status = person.consents[channel];
    const line = consents.find((one) => one.channel === channel && one.status === status);
    return { channel, status, at: line?.at ?? null, source: line?.source ?? null };
  });
  return { ...person, ...rest, consentLines, details };
}

/** The last line of the log for each channel. */
async function lastConsents(ctx: Ctx, customerNo: number) {
  return ctx.db
    .selectDistinctOn([consentLog.channel], {
      channel: consentLog.channel,
      status: consentLog.status,
      at: consentLog.at,
      source: consentLog.source,
    })
    .from(consentLog)
    .where(and(eq(consentLog.workspaceId, ctx.workspaceId), eq(consentLog.customerNo, customerNo)))
    .orderBy(consentLog.channel, desc(consentLog.at));
}

async function listOwnFields(ctx: Ctx, attrs: Record<string, unknown>): Promise<OwnField[]> {
  const rows = await ctx.db
    .select({
      key: attributes.key,
      label: attributes.label,
      type: attributes.type,
      special: attributes.special,
      isPersonal: attributes.isPersonal,
    })
    .from(attributes)
    .where(eq(attributes.workspaceId, ctx.workspaceId))
    .orderBy(asc(sql`lower(${attributes.label})`), asc(attributes.key));
  // Values are typed at the door, so what is there is an attribute's value.
  return rows.map((row) => ({ ...row, value: (attrs[row.key] as AttributeValue | undefined) ?? null }));
}

/** Where a person leads on to: campaigns that reach them, newest first, and personas of their segments. Only whom the role may see. */
export async function getReach(ctx: Ctx, input: CustomerRef): Promise<Reach> {
  authorize(ctx, "customers:see");
  const { db, workspaceId } = ctx;
  const no = await seenCustomerNo(ctx, input);
  const [inCampaigns, faces] = await Promise.all([
    db
      .select({
        id: campaigns.id,
        name: campaigns.name,
        status: campaigns.status,
        isControl: campaignAudience.isControl,
      })
      .from(campaignAudience)
      .innerJoin(
        campaigns,
        and(
          eq(campaigns.workspaceId, campaignAudience.workspaceId),
          eq(campaigns.id, campaignAudience.campaignId),
        ),
      )
      .where(and(eq(campaignAudience.workspaceId, workspaceId), eq(campaignAudience.customerNo, no)))
      .orderBy(desc(campaigns.startOn), asc(campaigns.name)),
    db
      .select({ id: personas.id, name: personas.name, segmentId: personas.segmentId })
      .from(segmentMembers)
      .innerJoin(
        segments,
        and(eq(segments.workspaceId, segmentMembers.workspaceId), eq(segments.no, segmentMembers.segmentNo)),
      )
      .innerJoin(
        personas,
        and(eq(personas.workspaceId, segments.workspaceId), eq(personas.segmentId, segments.id)),
      )
      .where(
        and(
          eq(segmentMembers.workspaceId, workspaceId),
          eq(segmentMembers.customerNo, no),
          isNull(segments.archivedAt),
          isNull(personas.archivedAt),
        ),
      )
      .orderBy(asc(personas.name)),
  ]);
  return { campaigns: inCampaigns, personas: faces };
}

/** The number of a person whom the role may see; throws FORBIDDEN for anybody else's people, NOT_FOUND for nobody. */
export async function seenCustomerNo(ctx: Ctx, { customerId }: CustomerRef): Promise<number> {
  authorize(ctx, "customers:see");
  const isAll = grants(ctx.actor.role, "customers:see") === "all";
  const own = peopleOfOwner(ctx.workspaceId, ctx.actor.userId);
  const [row] = await ctx.db
    .select({
      no: customers.no,
      isSeen: isAll ? sql<boolean>`true` : sql<boolean>`${customers.no} in ${own}`,
    })
    .from(customers)
    .where(
      and(
        eq(customers.workspaceId, ctx.workspaceId),
        eq(customers.id, customerId),
        isNull(customers.erasedAt),
      ),
    );
  const { no, isSeen } = found(row, "customer");
  if (!isSeen)
    throw new AppError("FORBIDDEN", "You see the people of segments that you own. Take a segment first.");
  return no;
}
