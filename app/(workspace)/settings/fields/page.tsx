import { Activity, Tags } from "lucide-react";
import type { Metadata } from "next";
import { EventsTable } from "@/components/settings/events-table";
import { BuiltInFieldsTable, FieldsTable } from "@/components/settings/fields-table";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermission } from "@/components/ui/no-permission";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { listAttributes } from "@/lib/customers/attributes/queries";
import { listEvents } from "@/lib/events/properties/queries";
import { formatCount, formatList } from "@/lib/format";
import { FIELD_KEYS } from "@/lib/segments/fields";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { registerProperty, releaseProperty, updateField } from "../actions";

export const metadata: Metadata = { title: "Fields" };

export default async function FieldsPage() {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  if (!can(role, "imports:run"))
    return (
      <SettingsFrame current="fields" role={role}>
        <NoPermission
          what="Fields"
          why={`Your role, ${ROLE_LABEL[role].toLowerCase()}, does not bring customer data in.`}
          who={formatList(await listOwnerNames(ctx), "or")}
        />
      </SettingsFrame>
    );
  const [fields, events] = await Promise.all([listAttributes(ctx), listEvents(ctx)]);
  const mayEdit = can(role, "attributes:edit");
  return (
    <SettingsFrame current="fields" role={role}>
      <Card title="Your fields" meta={fields.length > 0 && formatCount(fields.length, "field")} flush>
        {fields.length === 0 ? (
          <EmptyState
            icon={<Tags />}
            title="No field of your own yet"
            headingLevel={3}
            compact
            action={<ButtonLink href="/customers/import">Import customers</ButtonLink>}
          >
            Columns of a customer file that Facet does not know become fields when you import it. They can be
            used in rules at once.
          </EmptyState>
        ) : (
          <FieldsTable fields={fields} updateField={mayEdit ? updateField : undefined} />
        )}
      </Card>
      <Card title="Events" meta={events.length > 0 && formatCount(events.length, "event")} flush>
        {events.length === 0 ? (
          <EmptyState icon={<Activity />} title="No event yet" headingLevel={3} compact>
            What customers did (a visit, an opened e-mail) stands here once it comes in, with the properties
            that rules can ask for.
          </EmptyState>
        ) : (
          <>
            <p className="max-w-[70ch] px-4 pb-3 text-sm text-ink-2">
              Rules can ask for the properties of an event. A registered one has a summary by day, so that
              they read a few rows instead of every event. The answers are the same either way.
            </p>
            <EventsTable
              events={events}
              timeZone={ctx.workspace.timeZone}
              now={ctx.now()}
              actions={mayEdit ? { registerProperty, releaseProperty } : undefined}
            />
          </>
        )}
      </Card>
      <Card title="Built in" meta={formatCount(FIELD_KEYS.length, "field")} flush>
        <BuiltInFieldsTable />
      </Card>
    </SettingsFrame>
  );
}
