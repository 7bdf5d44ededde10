import { Tags } from "lucide-react";
import type { Metadata } from "next";
import { BuiltInFieldsTable, FieldsTable } from "@/components/settings/fields-table";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { NoPermission } from "@/components/ui/no-permission";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { listAttributes } from "@/lib/customers/attributes/queries";
import { formatCount, formatList } from "@/lib/format";
import { FIELD_KEYS } from "@/lib/segments/fields";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { updateField } from "../actions";

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
  const fields = await listAttributes(ctx);
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
          <FieldsTable fields={fields} updateField={can(role, "attributes:edit") ? updateField : undefined} />
        )}
      </Card>
      <Card title="Built in" meta={formatCount(FIELD_KEYS.length, "field")} flush>
        <BuiltInFieldsTable />
      </Card>
    </SettingsFrame>
  );
}
