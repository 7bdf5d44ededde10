import type { Metadata } from "next";
import { FeedsCard } from "@/components/calendar/feeds-card";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { WorkspaceForm } from "@/components/settings/workspace-form";
import { NoPermission } from "@/components/ui/no-permission";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { listFeeds } from "@/lib/calendar/queries";
import { formatList } from "@/lib/format";
import { getCtx } from "@/lib/web/session";
import { currencyChoices, timeZoneChoices } from "@/lib/workspaces/choices";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { getSettings } from "@/lib/workspaces/queries";
import { todayIn } from "@/lib/zone";
import { createFeed, revokeFeed, updateSettings } from "../actions";

export const metadata: Metadata = { title: "Workspace settings" };

export default async function WorkspaceSettingsPage() {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  if (!can(role, "workspace:manage"))
    return (
      <SettingsFrame current="workspace" role={role}>
        <NoPermission
          what="Workspace settings"
          why={`Your role, ${ROLE_LABEL[role].toLowerCase()}, works with the settings that owners make.`}
          who={formatList(await listOwnerNames(ctx), "or")}
        />
      </SettingsFrame>
    );
  const [{ isCurrencyFixed, ...settings }, feeds] = await Promise.all([
    getSettings(ctx),
    listFeeds(ctx, { of: "all" }),
  ]);
  return (
    <SettingsFrame current="workspace" role={role} width="reading">
      <WorkspaceForm
        action={updateSettings}
        settings={settings}
        isCurrencyFixed={isCurrencyFixed}
        currencies={currencyChoices()}
        timeZones={timeZoneChoices(settings.timeZone)}
        thisYear={Number(todayIn(ctx.workspace.timeZone, ctx.now()).slice(0, 4))}
      />
      <FeedsCard
        title="Calendar feeds"
        feed={{ kind: "workspace" }}
        feeds={feeds}
        create={createFeed}
        revoke={revokeFeed}
        timeZone={ctx.workspace.timeZone}
        now={ctx.now()}
        showOwner
      />
    </SettingsFrame>
  );
}
