import { SettingsFrame } from "@/components/settings/settings-frame";
import { NoPermission } from "@/components/ui/no-permission";
import type { Ctx } from "@/lib/auth/ctx";
import { ROLE_LABEL } from "@/lib/auth/permissions";
import { formatList } from "@/lib/format";
import { listOwnerNames } from "@/lib/workspaces/members/queries";

/** Why webhooks are not shown to this role. */
export async function WebhooksClosed({ ctx }: { ctx: Ctx }) {
  const { role } = ctx.actor;
  return (
    <SettingsFrame current="webhooks" role={role}>
      <NoPermission
        what="Webhooks"
        why={`They send people out of the workspace, and are not open to your role, ${ROLE_LABEL[role].toLowerCase()}.`}
        who={formatList(await listOwnerNames(ctx), "or")}
      />
    </SettingsFrame>
  );
}
