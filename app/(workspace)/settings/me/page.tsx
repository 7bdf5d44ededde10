import type { Metadata } from "next";
import { FeedsCard } from "@/components/calendar/feeds-card";
import { NameForm, PasswordForm } from "@/components/settings/account-forms";
import { Appearance } from "@/components/settings/appearance";
import { NoticesCard } from "@/components/settings/notices-card";
import { SessionsList } from "@/components/settings/sessions-list";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { DescriptionList } from "@/components/ui/description-list";
import { ROLE_LABEL } from "@/lib/auth/permissions";
import { listSessionsOf } from "@/lib/auth/sessions/queries";
import { listFeeds } from "@/lib/calendar/queries";
import { env } from "@/lib/env";
import { formatCount } from "@/lib/format";
import { mailConfig } from "@/lib/mail/smtp";
import { getCtx, requireSession } from "@/lib/web/session";
import { getNoticeChoices } from "@/lib/work/notices/queries";
import { timeZoneChoices } from "@/lib/workspaces/choices";
import {
  changePassword,
  createFeed,
  endOtherSessions,
  endSession,
  renameAccount,
  revokeFeed,
  saveNoticeSettings,
} from "../actions";

export const metadata: Metadata = { title: "Me" };

export default async function MePage() {
  const [ctx, session] = await Promise.all([getCtx(), requireSession()]);
  const { user, sessionId, memberships } = session;
  const [sessions, feeds, choices] = await Promise.all([
    listSessionsOf(user.id),
    listFeeds(ctx, { of: "me" }),
    getNoticeChoices(ctx),
  ]);
  const others = sessions.length - 1;
  return (
    <SettingsFrame current="me" role={ctx.actor.role} width="reading">
      <Card title="Profile">
        <NameForm action={renameAccount} name={user.name} email={user.email} />
      </Card>
      <Card title="Appearance" meta="of this browser">
        <Appearance />
      </Card>
      <NoticesCard
        choices={choices}
        timeZones={timeZoneChoices(choices.timeZone ?? undefined)}
        workspaceZone={ctx.workspace.timeZone}
        isMailOn={mailConfig(env()) !== null}
        action={saveNoticeSettings}
        now={ctx.now()}
      />
      <FeedsCard
        title="Calendar"
        feed={{ kind: "person" }}
        feeds={feeds}
        create={createFeed}
        revoke={revokeFeed}
        timeZone={ctx.workspace.timeZone}
        now={ctx.now()}
      />
      <Card title="Password">
        <PasswordForm action={changePassword} email={user.email} />
      </Card>
      <Card
        title="Sessions"
        meta={sessions.length}
        flush
        action={
          others > 0 && (
            <ConfirmButton
              action={endOtherSessions}
              input={{}}
              size="sm"
              question="Sign out everywhere else?"
              consequences={`${formatCount(others, "other session")} ${others === 1 ? "ends" : "end"} at once. You stay signed in here.`}
              confirmLabel="Sign out everywhere else"
              done="Signed out everywhere else"
            >
              Sign out everywhere else
            </ConfirmButton>
          )
        }
      >
        <SessionsList
          sessions={sessions}
          currentId={sessionId}
          endSession={endSession}
          timeZone={ctx.workspace.timeZone}
          now={ctx.now()}
        />
      </Card>
      <Card
        title="Workspaces"
        action={
          <ButtonLink href="/new-workspace" size="sm">
            New workspace
          </ButtonLink>
        }
      >
        <DescriptionList
          items={memberships.map(({ workspaceId, name, role }) => ({
            key: String(workspaceId),
            term: <span className="text-ink">{name}</span>,
            value: ROLE_LABEL[role],
          }))}
        />
      </Card>
    </SettingsFrame>
  );
}
