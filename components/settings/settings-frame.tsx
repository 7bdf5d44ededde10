import type { ReactNode } from "react";
import { PageBody, type PageBodyProps, PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import { can, type Permission, type Role } from "@/lib/auth/permissions";

const SECTIONS = [
  { key: "team", label: "Team" },
  { key: "roles", label: "Roles" },
  { key: "workspace", label: "Workspace", needs: "workspace:manage" },
  { key: "fields", label: "Fields", needs: "imports:run" },
  { key: "scores", label: "Scores", needs: "segments:read" },
  { key: "webhooks", label: "Webhooks", needs: "workspace:manage" },
  { key: "audit", label: "Audit log", needs: "audit:read" },
  { key: "me", label: "Me" },
] as const satisfies readonly { key: string; label: string; needs?: Permission }[];

type SettingsFrameProps = Pick<PageBodyProps, "width" | "children"> & {
  current: (typeof SECTIONS)[number]["key"];
  role: Role;
  primary?: ReactNode;
};

/** The head of each settings page: where it stands, and the tabs that this role may open. */
export function SettingsFrame({ current, role, primary, width, children }: SettingsFrameProps) {
  const open = SECTIONS.filter(
    (section) => section.key === current || !("needs" in section) || can(role, section.needs),
  );
  const label = SECTIONS.find(({ key }) => key === current)?.label ?? "";
  return (
    <>
      <PageHeader crumbs={[{ label: "Settings", href: "/settings" }, { label }]} primary={primary} />
      <PageBody width={width}>
        <Tabs
          label="Settings"
          tabs={open.map((section) => ({
            label: section.label,
            href: `/settings/${section.key}`,
            isCurrent: section.key === current,
          }))}
        />
        {children}
      </PageBody>
    </>
  );
}
