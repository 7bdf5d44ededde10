import { Avatar } from "@/components/ui/avatar";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Action } from "@/components/ui/use-action";
import { ROLE_LABEL, type Role } from "@/lib/auth/permissions";
import { dayInZone, formatDay } from "@/lib/days";
import { formatCount, formatList, formatMoment } from "@/lib/format";
import type { Member } from "@/lib/workspaces/members/member";
import type { HoursChange, MemberRef, RoleChange } from "@/lib/workspaces/model";
import { HoursInput } from "./hours-input";
import { RoleSelect } from "./role-select";

export type MemberActions = {
  changeRole: Action<RoleChange, { before: Role }>;
  setWeeklyHours: Action<HoursChange, { before: number }>;
  removeMember: Action<MemberRef, void>;
};

type MembersTableProps = {
  members: readonly Member[];
  selfId: string | null;
  timeZone: string;
  now: Date;
  /** Only for who may change them. */
  actions?: MemberActions;
};

/** Everybody in the workspace: what they may do, how much time they have, when they were here last. */
export function MembersTable({ members, selfId, timeZone, now, actions }: MembersTableProps) {
  const owners = members.filter(({ role }) => role === "owner").length;
  return (
    <Table label="Members">
      <TableHead>
        <Th>Name</Th>
        <Th>Role</Th>
        <Th num>Hours a week</Th>
        <Th className="pl-8">Last seen</Th>
        <Th>Member since</Th>
        {actions && <Th hideLabel>Actions</Th>}
      </TableHead>
      <TableBody>
        {members.map((member) => {
          const { userId, name, role, weeklyHours } = member;
          const isSelf = userId === selfId;
          const isLastOwner = role === "owner" && owners === 1;
          return (
            <Tr key={userId}>
              <RowHeader aside={isSelf && <Pill tone="accent">You</Pill>}>
                <Avatar name={name} size="md" decorative />
                <span className="min-w-0 py-1">
                  <span className="block truncate">{name}</span>
                  <span className="block truncate text-xs font-normal text-ink-3">{member.email}</span>
                </span>
              </RowHeader>
              <Td phone="first">
                {actions && !isLastOwner ? (
                  <RoleSelect
                    action={actions.changeRole}
                    {...{ userId, name, role }}
                    isSelf={isSelf && role === "owner"}
                  />
                ) : (
                  <span className={actions && "pl-2.5"}>
                    {ROLE_LABEL[role]}
                    {isLastOwner && actions && <span className="text-xs text-ink-3"> the only one</span>}
                  </span>
                )}
              </Td>
              <Td num label="Hours a week">
                {actions ? (
                  <HoursInput action={actions.setWeeklyHours} {...{ userId, name, weeklyHours }} />
                ) : (
                  weeklyHours
                )}
              </Td>
              <Td label="Last seen" className="md:pl-8">
                <span className="num text-ink-2">
                  {member.lastSeenAt ? formatMoment(member.lastSeenAt, timeZone, now) : "never"}
                </span>
              </Td>
              <Td label="Since">
                <span className="num text-ink-2">
                  {formatDay(dayInZone(member.joinedAt, timeZone), dayInZone(now, timeZone))}
                </span>
              </Td>
              {actions && (
                <Td className="text-right">
                  {!isLastOwner && (
                    <ConfirmButton
                      action={actions.removeMember}
                      input={{ userId }}
                      variant="ghost"
                      size="sm"
                      aria-label={`Remove ${name}`}
                      question={isSelf ? "Leave this workspace?" : `Remove ${name} from the workspace?`}
                      consequences={removalWords(member, isSelf)}
                      confirmLabel={isSelf ? "Leave workspace" : "Remove member"}
                      done={`${name} removed`}
                    >
                      {isSelf ? "Leave" : "Remove"}
                    </ConfirmButton>
                  )}
                </Td>
              )}
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}

function removalWords({ name, ownedSegments, openTactics }: Member, isSelf: boolean): string {
  const left = [
    ...(ownedSegments > 0 ? [formatCount(ownedSegments, "segment")] : []),
    ...(openTactics > 0 ? [formatCount(openTactics, "open task")] : []),
  ];
  const who = isSelf ? "You lose" : `${name} loses`;
  const become = ownedSegments + openTactics === 1 ? "becomes" : "become";
  const free = left.length > 0 ? ` ${formatList(left)} ${become} free to take.` : "";
  return `${who} access at once.${free} What was done stays under the name. A new invitation brings them back.`;
}
