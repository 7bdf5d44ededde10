import { Inbox } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { ActionButton } from "@/components/ui/action-button";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { DescriptionList } from "@/components/ui/description-list";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { Pager } from "@/components/ui/pager";
import { PanelLayout, SidePanel } from "@/components/ui/side-panel";
import { AttemptList, DeliveryTable, deliveryWords, RetryButton } from "@/components/webhooks/delivery-table";
import { RemoveButton } from "@/components/webhooks/remove-button";
import { RotateButton } from "@/components/webhooks/rotate-button";
import { TestButton } from "@/components/webhooks/test-button";
import { WebhookForm } from "@/components/webhooks/webhook-form";
import { WebhookPill } from "@/components/webhooks/webhook-table";
import { can } from "@/lib/auth/permissions";
import { formatMoment } from "@/lib/format";
import { listSegments } from "@/lib/segments/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { listAttempts, listDeliveries } from "@/lib/webhooks/deliveries/queries";
import { DELIVERY_STATES } from "@/lib/webhooks/delivery";
import { getWebhook } from "@/lib/webhooks/queries";
import { STATE_WORDS } from "@/lib/webhooks/webhook";
import {
  removeWebhook,
  retryDelivery,
  rotateSecret,
  testWebhook,
  turnWebhook,
  updateWebhook,
} from "../../actions";
import { WebhooksClosed } from "../closed";

export const metadata: Metadata = { title: "Webhook" };

type Address = { state?: string; before?: string; open?: string };
type Props = { params: Promise<{ id: string }>; searchParams: Promise<Address> };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export default async function WebhookPage({ params, searchParams }: Props) {
  const ctx = await getCtx();
  if (!can(ctx.actor.role, "workspace:manage")) return <WebhooksClosed ctx={ctx} />;
  const webhookId = (await params).id;
  const address = await searchParams;
  const webhook = await orNotFound(getWebhook(ctx, { webhookId }));
  const state = DELIVERY_STATES.find((one) => one === address.state);
  const before = UUID.test(address.before ?? "") ? address.before : undefined;
  const [{ deliveries, nextBefore }, segments] = await Promise.all([
    listDeliveries(ctx, { webhookId, ...(state && { state }), ...(before && { before }) }),
    listSegments(ctx),
  ]);
  const opened = deliveries.find(({ id }) => id === address.open);
  const attempts = opened ? await listAttempts(ctx, { deliveryId: opened.id }) : [];
  const path = `/settings/webhooks/${webhookId}`;
  const hrefWith = (change: Address) => {
    const next = { state, before, open: opened?.id, ...change };
    const parts = Object.entries(next).filter(([, value]) => value) as [string, string][];
    return parts.length > 0 ? `${path}?${new URLSearchParams(parts)}` : path;
  };
  const when = { timeZone: ctx.workspace.timeZone, now: ctx.now() };
  const isOn = webhook.state === "on" || webhook.state === "failing";
  return (
    <SettingsFrame current="webhooks" role={ctx.actor.role}>
      <Card
        title={webhook.name}
        meta={<WebhookPill state={webhook.state} />}
        action={<RemoveButton webhookId={webhookId} name={webhook.name} action={removeWebhook} />}
      >
        <div className="flex flex-col gap-4">
          {webhook.state === "stopped" && (
            <Callout tone="bad" title="Turned off by Facet.">
              {webhook.stoppedBecause} Mend the endpoint, send a test, then turn it on: what waits goes out
              first.
            </Callout>
          )}
          {webhook.state === "failing" && webhook.failingSince && (
            <Callout tone="warn" title="Failing.">
              Nothing was answered well since {formatMoment(webhook.failingSince, when.timeZone, when.now)}.
              Messages are tried again for two days.
            </Callout>
          )}
          <DescriptionList
            layout="columns"
            items={[
              { term: "Address", value: <span className="break-all">{webhook.url}</span> },
              {
                term: "Hears of",
                value: (
                  <span className="flex flex-wrap gap-x-2">
                    {webhook.hearsLaunches && <span>launches of campaigns</span>}
                    {webhook.segments.map(({ id, name }) => (
                      <Link key={id} href={`/segments/${id}`} className="underline underline-offset-2">
                        {name}
                      </Link>
                    ))}
                  </span>
                ),
              },
              {
                term: "Secret",
                value: webhook.previousUntil
                  ? `new; the one before counts until ${formatMoment(webhook.previousUntil, when.timeZone, when.now)}`
                  : "shown when it was made",
              },
            ]}
          />
          <div className="flex flex-wrap gap-2">
            <TestButton webhookId={webhookId} action={testWebhook} />
            <WebhookForm
              change={updateWebhook}
              options={segments}
              given={{
                ...{ webhookId, name: webhook.name, url: webhook.url },
                segmentIds: webhook.segments.map(({ id }) => id),
                hearsLaunches: webhook.hearsLaunches,
              }}
            >
              Change webhook
            </WebhookForm>
            <RotateButton webhookId={webhookId} action={rotateSecret} />
            <ActionButton
              action={turnWebhook}
              input={{ webhookId, isOn: !isOn }}
              done={isOn ? "Turned off: changes are not recorded for it" : "Turned on"}
              undo={{ action: turnWebhook, input: { webhookId, isOn } }}
            >
              {isOn ? "Turn off" : "Turn on"}
            </ActionButton>
          </div>
        </div>
      </Card>
      <PanelLayout
        panel={
          opened && (
            <SidePanel
              title={deliveryWords(opened)}
              lead={STATE_WORDS[opened.state]}
              closeHref={hrefWith({ open: undefined })}
              action={opened.state !== "delivered" && <RetryButton delivery={opened} retry={retryDelivery} />}
            >
              <AttemptList delivery={opened} attempts={attempts} {...when} />
            </SidePanel>
          )
        }
      >
        <Card flush title="Messages" meta="the last 30 days">
          <div className="px-4 pb-3">
            <FilterSelect
              label="State"
              param="state"
              all="Every state"
              resets={["before", "open"]}
              options={DELIVERY_STATES.map((value) => ({ value, label: STATE_WORDS[value] }))}
            />
          </div>
          {deliveries.length === 0 ? (
            <EmptyState
              compact
              headingLevel={3}
              icon={<Inbox />}
              title={state ? `No message is ${STATE_WORDS[state]}` : "No message yet"}
              action={state && <ButtonLink href={path}>Clear the filter</ButtonLink>}
            >
              {!state &&
                "The next change that it hears of is sent. A test shows whether the endpoint answers."}
            </EmptyState>
          ) : (
            <DeliveryTable
              deliveries={deliveries}
              openId={opened?.id}
              hrefOf={(id) => hrefWith({ open: id === opened?.id ? undefined : id })}
              retry={retryDelivery}
              {...when}
            />
          )}
          {(nextBefore || before) && (
            <Pager
              summary="Newest first"
              previousHref={before ? hrefWith({ before: undefined, open: undefined }) : undefined}
              nextHref={nextBefore ? hrefWith({ before: nextBefore, open: undefined }) : undefined}
            />
          )}
        </Card>
      </PanelLayout>
    </SettingsFrame>
  );
}
