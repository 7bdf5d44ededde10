import type { Metadata } from "next";
import { RolesMatrix } from "@/components/settings/roles-matrix";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { DescriptionList } from "@/components/ui/description-list";
import { Pill } from "@/components/ui/pill";
import { ROLE_LABEL, ROLE_MEANING, ROLES } from "@/lib/auth/permissions";
import { getCtx } from "@/lib/web/session";

export const metadata: Metadata = { title: "Roles" };

export default async function RolesPage() {
  const ctx = await getCtx();
  const { role: own } = ctx.actor;
  return (
    <SettingsFrame current="roles" role={own}>
      <DescriptionList
        layout="columns"
        items={ROLES.map((role) => ({
          key: role,
          term: (
            <span className="flex items-center gap-1.5 text-sm font-semibold text-ink">
              {ROLE_LABEL[role]}
              {role === own && <Pill tone="accent">You</Pill>}
            </span>
          ),
          value: <span className="text-ink-2">{ROLE_MEANING[role]}.</span>,
        }))}
      />
      <RolesMatrix own={own} />
      <p className="max-w-[70ch] text-sm text-ink-3">
        Viewers never see a person, and a group of fewer than {ctx.workspace.floor} only as such. People who
        opted out or were erased are outside every audience, whatever the role.
      </p>
    </SettingsFrame>
  );
}
