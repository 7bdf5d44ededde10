import type { ReactNode } from "react";
import { AppShell } from "@/components/shell/app-shell";
import { can, type Permission } from "@/lib/auth/permissions";
import { formatMoment } from "@/lib/format";
import { getCtx, requireSession } from "@/lib/web/session";
import { listNotices } from "@/lib/work/notices/queries";
import { countDue } from "@/lib/work/queries";
import { signOut } from "../(auth)/actions";
import { search, switchWorkspace } from "./actions";

/** What the palette can make, and the permission it needs. */
const COMMANDS: readonly { label: string; href: string; needs: Permission }[] = [
  { label: "New segment", href: "/segments/new", needs: "segments:edit" },
  { label: "New segment from a template", href: "/segments/templates", needs: "segments:edit" },
  { label: "New persona", href: "/personas/new", needs: "personas:edit" },
  { label: "New campaign", href: "/campaigns/new", needs: "campaigns:edit" },
  { label: "Import customers or orders", href: "/customers/import", needs: "imports:run" },
  { label: "Invite someone", href: "/settings/team", needs: "workspace:manage" },
];

export default async function WorkspaceLayout({ children }: { children: ReactNode }) {
  const session = await requireSession();
  const ctx = await getCtx();
  const { role } = ctx.actor;
  const [openWork, notices] = await Promise.all([countDue(ctx), listNotices(ctx)]);
  return (
    <AppShell
      workspace={{ id: ctx.workspaceId, name: ctx.workspace.name }}
      workspaces={session.memberships.map(({ workspaceId, name }) => ({ id: workspaceId, name }))}
      user={{ ...session.user, roleLabel: role.charAt(0).toUpperCase() + role.slice(1) }}
      counts={openWork > 0 ? { "/work": openWork } : {}}
      hidden={can(role, "customers:list") ? [] : ["/customers"]}
      commands={COMMANDS.filter(({ needs }) => can(role, needs)).map(({ label, href }) => ({ label, href }))}
      notices={notices.map((notice) => ({
        id: notice.id,
        text: notice.title,
        href: notice.href,
        at: formatMoment(notice.createdAt, ctx.workspace.timeZone, ctx.now()),
        isNew: !notice.isRead,
      }))}
      search={search}
      switchWorkspace={switchWorkspace}
      signOut={signOut}
    >
      {children}
    </AppShell>
  );
}
