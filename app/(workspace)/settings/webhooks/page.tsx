import { Plus, Webhook } from "lucide-react";
import type { Metadata } from "next";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { WebhookForm } from "@/components/webhooks/webhook-form";
import { WebhookTable } from "@/components/webhooks/webhook-table";
import { can } from "@/lib/auth/permissions";
import { formatCount } from "@/lib/format";
import { listSegments } from "@/lib/segments/queries";
import { getCtx } from "@/lib/web/session";
import { listWebhooks } from "@/lib/webhooks/queries";
import { createWebhook } from "../actions";
import { WebhooksClosed } from "./closed";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage() {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  if (!can(role, "workspace:manage")) return <WebhooksClosed ctx={ctx} />;
  const [webhooks, segments] = await Promise.all([listWebhooks(ctx), listSegments(ctx)]);
  // In one place whether there are any or not: the form shows the secret while the list behind it gets its first row.
  const create = (
    <WebhookForm variant="primary" create={createWebhook} options={segments}>
      <Plus aria-hidden="true" />
      New webhook
    </WebhookForm>
  );
  return (
    <SettingsFrame current="webhooks" role={role} primary={create}>
      <Card flush title="Webhooks" meta={webhooks.length > 0 && formatCount(webhooks.length, "webhook")}>
        {webhooks.length === 0 ? (
          <EmptyState compact headingLevel={3} icon={<Webhook />} title="No webhook yet">
            Another system is told at once who joins and leaves a segment, and whom a launched campaign
            reaches: a mailer, a shop, a CRM. Messages are signed, name people by key, and come again until
            they are answered.
          </EmptyState>
        ) : (
          <WebhookTable webhooks={webhooks} timeZone={ctx.workspace.timeZone} now={ctx.now()} />
        )}
      </Card>
    </SettingsFrame>
  );
}
