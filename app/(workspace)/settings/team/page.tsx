import type { Metadata } from "next";
import { InvitationsList } from "@/components/settings/invitations-list";
import { InviteButton } from "@/components/settings/invite-button";
import { MembersTable } from "@/components/settings/members-table";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { can } from "@/lib/auth/permissions";
import { formatCount, formatList } from "@/lib/format";
import { getCtx } from "@/lib/web/session";
import { listOpenInvitations } from "@/lib/workspaces/invitations/queries";
import { listMembers } from "@/lib/workspaces/members/queries";
import { changeRole, inviteMember, removeMember, revokeInvitation, setWeeklyHours } from "../actions";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage() {
  const ctx = await getCtx();
  const { role, userId } = ctx.actor;
  const mayManage = can(role, "workspace:manage");
  const [members, invitations] = await Promise.all([
    listMembers(ctx),
    mayManage ? listOpenInvitations(ctx) : [],
  ]);
  const { timeZone } = ctx.workspace;
  const now = ctx.now();
  const owners = members.filter((member) => member.role === "owner").map(({ name }) => name);
  return (
    <SettingsFrame current="team" role={role} primary={mayManage && <InviteButton action={inviteMember} />}>
      <Card title="Members" meta={formatCount(members.length, "person", "people")} flush>
        <MembersTable
          members={members}
          selfId={userId}
          timeZone={timeZone}
          now={now}
          actions={mayManage ? { changeRole, setWeeklyHours, removeMember } : undefined}
        />
      </Card>
      {mayManage ? (
        <Card title="Open invitations" flush>
          {invitations.length === 0 ? (
            <EmptyState title="No link is out" headingLevel={3} compact>
              An invitation is a link for one person. It works once, within seven days, with the role you
              choose.
            </EmptyState>
          ) : (
            <InvitationsList
              invitations={invitations}
              revoke={revokeInvitation}
              timeZone={timeZone}
              now={now}
            />
          )}
        </Card>
      ) : (
        <p className="text-sm text-ink-3">
          Owners invite people and change roles. To have something changed, ask {formatList(owners, "or")}.
        </p>
      )}
    </SettingsFrame>
  );
}
