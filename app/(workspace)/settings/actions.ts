"use server";

import * as account from "@/lib/auth/account/mutations";
import { AccountName, NoInput, PasswordChange, SessionRef } from "@/lib/auth/model";
import { closeSessionsOf } from "@/lib/auth/sessions/mutations";
import { FeedInput, FeedRef } from "@/lib/calendar/model";
import * as calendar from "@/lib/calendar/mutations";
import { AttributeChange } from "@/lib/customers/attributes/model";
import * as attributes from "@/lib/customers/attributes/mutations";
import { ScoreChange } from "@/lib/customers/scores/model";
import * as scores from "@/lib/customers/scores/mutations";
import * as scoreQueries from "@/lib/customers/scores/queries";
import { PropertyRef } from "@/lib/events/properties/model";
import * as properties from "@/lib/events/properties/mutations";
import { action } from "@/lib/web/action";
import { sessionAction } from "@/lib/web/session-action";
import * as deliveries from "@/lib/webhooks/deliveries/mutations";
import { DeliveryRef, WebhookInput, WebhookRef, WebhookSwitch, WebhookUpdate } from "@/lib/webhooks/model";
import * as webhooks from "@/lib/webhooks/mutations";
import { NoticeSettingsInput } from "@/lib/work/notices/model";
import * as notices from "@/lib/work/notices/mutations";
import * as invitations from "@/lib/workspaces/invitations/mutations";
import * as members from "@/lib/workspaces/members/mutations";
import {
  HoursChange,
  InvitationInput,
  InvitationRef,
  MemberRef,
  RoleChange,
  SettingsInput,
} from "@/lib/workspaces/model";
import * as workspaces from "@/lib/workspaces/mutations";

export const inviteMember = action(InvitationInput, invitations.inviteMember);
export const revokeInvitation = action(InvitationRef, invitations.revokeInvitation);
export const changeRole = action(RoleChange, members.changeRole);
export const setWeeklyHours = action(HoursChange, members.setWeeklyHours);
export const removeMember = action(MemberRef, members.removeMember);
export const updateSettings = action(SettingsInput, workspaces.updateSettings);
export const previewScores = action(ScoreChange, scoreQueries.previewScores);
export const changeScores = action(ScoreChange, scores.changeScores);
export const updateField = action(AttributeChange, attributes.updateAttribute);
export const registerProperty = action(PropertyRef, properties.registerProperty);
export const releaseProperty = action(PropertyRef, properties.releaseProperty);

export const saveNoticeSettings = action(NoticeSettingsInput, notices.saveNoticeSettings);
export const createFeed = action(FeedInput, calendar.createFeed);
export const revokeFeed = action(FeedRef, calendar.revokeFeed);

export const createWebhook = action(WebhookInput, webhooks.createWebhook);
export const updateWebhook = action(WebhookUpdate, webhooks.updateWebhook);
export const turnWebhook = action(WebhookSwitch, webhooks.turnWebhook);
export const rotateSecret = action(WebhookRef, webhooks.rotateSecret);
export const removeWebhook = action(WebhookRef, webhooks.removeWebhook);
export const testWebhook = action(WebhookRef, (ctx, input) => deliveries.testWebhook(ctx, input));
export const retryDelivery = action(DeliveryRef, (ctx, input) => deliveries.retryDelivery(ctx, input));

export const renameAccount = sessionAction(AccountName, ({ user }, input) =>
  account.renameAccount(user.id, input),
);
export const changePassword = sessionAction(PasswordChange, ({ user, sessionId }, input) =>
  account.changePassword({ userId: user.id, sessionId }, input),
);
export const endSession = sessionAction(SessionRef, ({ user }, input) => closeSessionsOf(user.id, input));
export const endOtherSessions = sessionAction(NoInput, ({ user, sessionId }) =>
  closeSessionsOf(user.id, { allBut: sessionId }),
);
