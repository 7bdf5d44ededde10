import { z } from "zod";
import { Email, WorkspaceInput } from "@/lib/auth/model";
import { ROLES } from "@/lib/auth/permissions";
import { CAMPAIGN_CHANNELS } from "@/lib/campaigns/status";
import { isDay } from "@/lib/days";
import { LIMITS } from "./limits";

const within = (least: number, most: number, unit = "") =>
  z
    .number(`Enter a number from ${least} to ${most}.`)
    .int(`Enter a whole number${unit}.`)
    .min(least, `Enter ${least} or more.`)
    .max(most, `Enter ${most} or less.`);

export const Holiday = z.object({
  on: z.string().refine(isDay, "Choose a day."),
  name: z.string().trim().min(1, "Give the day a name.").max(60, "Use at most 60 characters."),
});
export type Holiday = z.infer<typeof Holiday>;

export const SettingsInput = WorkspaceInput.extend({
  floor: within(LIMITS.floor.least, LIMITS.floor.most),
  contactCap: within(LIMITS.contactCap.least, LIMITS.contactCap.most),
  contactCapDays: within(LIMITS.contactCapDays.least, LIMITS.contactCapDays.most),
  /** Besides, at most one per channel. */
  contactRules: z
    .array(
      z.object({
        channel: z.enum(CAMPAIGN_CHANNELS),
        cap: within(LIMITS.contactCap.least, LIMITS.contactCap.most),
        days: within(LIMITS.contactCapDays.least, LIMITS.contactCapDays.most),
      }),
    )
    .max(CAMPAIGN_CHANNELS.length)
    .refine((rules) => new Set(rules.map(({ channel }) => channel)).size === rules.length, {
      message: "Each channel has one rule.",
    }),
  /** ISO weekdays, Monday 1. */
  workdays: z
    .array(z.number().int().min(1).max(7))
    .min(1, "Choose at least one day.")
    .transform((days) => [...new Set(days)].sort((a, b) => a - b)),
  holidays: z
    .array(Holiday)
    .max(LIMITS.holidays, `Keep at most ${LIMITS.holidays} days off.`)
    .superRefine((holidays, context) => {
      holidays.forEach(({ on }, index) => {
        if (holidays.findIndex((each) => each.on === on) < index)
          context.addIssue({
            code: "custom",
            path: [index, "on"],
            message: "This day is in the list already.",
          });
      });
    }),
});
export type SettingsInput = z.infer<typeof SettingsInput>;

const Role = z.enum(ROLES, "Choose a role.");

export const MemberRef = z.object({ userId: z.uuid() });
export type MemberRef = z.infer<typeof MemberRef>;

export const RoleChange = MemberRef.extend({ role: Role });
export type RoleChange = z.infer<typeof RoleChange>;

export const HoursChange = MemberRef.extend({
  weeklyHours: within(LIMITS.weeklyHours.least, LIMITS.weeklyHours.most, " of hours"),
});
export type HoursChange = z.infer<typeof HoursChange>;

export const InvitationInput = z.object({
  role: Role,
  email: z.union([z.literal("").transform(() => null), z.null(), Email]),
});
export type InvitationInput = z.infer<typeof InvitationInput>;

export const InvitationRef = z.object({ invitationId: z.uuid() });
export type InvitationRef = z.infer<typeof InvitationRef>;
