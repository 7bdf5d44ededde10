import { ConfirmButton } from "@/components/ui/confirm-button";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Action } from "@/components/ui/use-action";
import { ROLE_LABEL } from "@/lib/auth/permissions";
import { formatMoment } from "@/lib/format";
import type { OpenInvitation } from "@/lib/workspaces/invitations/invitation";
import type { InvitationRef } from "@/lib/workspaces/model";

type InvitationsListProps = {
  invitations: readonly OpenInvitation[];
  revoke: Action<InvitationRef, void>;
  timeZone: string;
  now: Date;
};

/** Links that still open the door. */
export function InvitationsList({ invitations, revoke, timeZone, now }: InvitationsListProps) {
  return (
    <Table label="Open invitations">
      <TableHead sticky={false}>
        <Th>For</Th>
        <Th>Role</Th>
        <Th>Invited by</Th>
        <Th>Works until</Th>
        <Th hideLabel>Actions</Th>
      </TableHead>
      <TableBody>
        {invitations.map(({ id, email, role, createdByName, expiresAt }) => {
          const who = email ?? "Whoever has the link";
          return (
            <Tr key={id}>
              <RowHeader>
                <span className="truncate">{who}</span>
              </RowHeader>
              <Td phone="first">{ROLE_LABEL[role]}</Td>
              <Td label="by">{createdByName}</Td>
              <Td label="until">
                <span className="num">{formatMoment(expiresAt, timeZone, now)}</span>
              </Td>
              <Td className="text-right">
                <ConfirmButton
                  action={revoke}
                  input={{ invitationId: id }}
                  variant="ghost"
                  size="sm"
                  aria-label={`Withdraw the invitation for ${who}`}
                  question="Withdraw this invitation?"
                  consequences="Its link stops working at once. You can invite again at any time."
                  confirmLabel="Withdraw invitation"
                  done="Invitation withdrawn"
                >
                  Withdraw
                </ConfirmButton>
              </Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
