import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { ROLE_LABEL, type Role } from "@/lib/auth/permissions";
import { formatList } from "@/lib/format";

/** In place of every page about people, for a role that never sees a person. */
export function CustomersClosed({ role, owners }: { role: Role; owners: readonly string[] }) {
  return (
    <>
      <PageHeader crumbs={[{ label: "Customers" }]} />
      <PageBody width="reading">
        <NoPermission
          what="Customers"
          why={`Your role, ${ROLE_LABEL[role].toLowerCase()}, sees segments and figures, never a person.`}
          who={formatList(owners, "or")}
        />
      </PageBody>
    </>
  );
}
