import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";

/** The pages of imports for a role that brings no data in. */
export function ImportsClosed({ roleLabel, who }: { roleLabel: string; who: string }) {
  return (
    <>
      <PageHeader crumbs={[{ label: "Customers" }, { label: "Import" }]} />
      <PageBody>
        <NoPermission
          what="Imports"
          why={`Your role, ${roleLabel.toLowerCase()}, does not bring customer data in.`}
          who={who}
        />
      </PageBody>
    </>
  );
}
