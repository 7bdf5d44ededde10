import { FileUp } from "lucide-react";
import type { Metadata } from "next";
import { ImportsClosed } from "@/components/imports/closed";
import { ImportSteps } from "@/components/imports/import-steps";
import { ImportTable } from "@/components/imports/import-table";
import { UploadForm } from "@/components/imports/upload-form";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { PageBody, PageHeader, PageTitle } from "@/components/ui/page-header";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { formatCount, formatList } from "@/lib/format";
import { listImports } from "@/lib/imports/queries";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { beginUpload, cancelImport, finishUpload } from "./actions";

export const metadata: Metadata = { title: "Import" };

export default async function ImportsPage() {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  if (!can(role, "imports:run"))
    return <ImportsClosed roleLabel={ROLE_LABEL[role]} who={formatList(await listOwnerNames(ctx), "or")} />;
  const imports = await listImports(ctx);
  return (
    <>
      <PageHeader crumbs={[{ label: "Customers", href: "/customers" }, { label: "Import" }]} h1={false} />
      <PageBody>
        <ImportSteps current={0} />
        <PageTitle lead="Bring in customers, orders or a finished campaign from a CSV file of any product. What is in twice is never doubled, and an opt-out is never lifted.">
          Import
        </PageTitle>
        <UploadForm beginUpload={beginUpload} finishUpload={finishUpload} cancelImport={cancelImport} />
        <Card title="Earlier imports" meta={imports.length > 0 && formatCount(imports.length, "file")} flush>
          {imports.length === 0 ? (
            <EmptyState icon={<FileUp />} title="Nothing was imported yet" headingLevel={3} compact>
              Every file that you bring in is listed here with what became of its rows.
            </EmptyState>
          ) : (
            <ImportTable imports={imports} timeZone={ctx.workspace.timeZone} now={ctx.now()} />
          )}
        </Card>
      </PageBody>
    </>
  );
}
