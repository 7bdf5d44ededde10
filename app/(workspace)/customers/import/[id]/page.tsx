import type { Metadata } from "next";
import { ImportsClosed } from "@/components/imports/closed";
import { ImportResult } from "@/components/imports/import-result";
import { ImportSteps } from "@/components/imports/import-steps";
import { MatchPage } from "@/components/imports/match-page";
import { RunProgress } from "@/components/imports/run-progress";
import { ButtonLink } from "@/components/ui/button";
import { PageBody, PageHeader, PageTitle } from "@/components/ui/page-header";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { findPastCampaign } from "@/lib/campaigns/past/queries";
import { formatBytes, formatList, formatMoment } from "@/lib/format";
import { IMPORT_KIND_LABEL } from "@/lib/imports/import";
import { getImport, listRejectGroups } from "@/lib/imports/queries";
import { getImportedOrders } from "@/lib/orders/queries";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { cancelImport, resumeImport, setDialect, startImport, takeBackCampaign } from "../actions";

export const metadata: Metadata = { title: "Import" };

type Props = { params: Promise<{ id: string }> };

export default async function ImportPage({ params }: Props) {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  if (!can(role, "imports:run"))
    return <ImportsClosed roleLabel={ROLE_LABEL[role]} who={formatList(await listOwnerNames(ctx), "or")} />;
  const importId = (await params).id;
  const detail = await orNotFound(getImport(ctx, { importId }));
  const { kind, status, fileName, dialect, profile, mapping } = detail;
  if (status === "mapping" && dialect && profile && mapping)
    return (
      <MatchPage
        detail={detail}
        dialect={dialect}
        profile={profile}
        mapping={mapping}
        setDialect={setDialect}
        startImport={startImport}
        cancelImport={cancelImport}
      />
    );

  const isRunning = status === "running";
  const [rejects, orders, campaign] = isRunning
    ? [[], null, null]
    : await Promise.all([
        listRejectGroups(ctx, { importId }),
        kind === "orders" ? getImportedOrders(ctx, { importId }) : null,
        kind === "campaign" ? findPastCampaign(ctx, { importId }) : null,
      ]);
  const began = formatMoment(detail.createdAt, ctx.workspace.timeZone, ctx.now());
  const lead = `${IMPORT_KIND_LABEL[kind]}, ${formatBytes(detail.fileBytes)}, uploaded ${began}${detail.createdBy ? ` by ${detail.createdBy}` : ""}.`;
  return (
    <>
      <PageHeader
        crumbs={[
          { label: "Customers", href: "/customers" },
          { label: "Import", href: "/customers/import" },
          { label: fileName },
        ]}
        h1={false}
        primary={
          status === "done" && (
            <ButtonLink
              variant="primary"
              href={campaign ? `/campaigns/${campaign.id}/results` : "/customers"}
            >
              {campaign ? "See results" : "See customers"}
            </ButtonLink>
          )
        }
      />
      <PageBody>
        <ImportSteps current={status === "done" ? 3 : status === "uploading" ? 0 : 2} />
        <PageTitle lead={lead}>{fileName}</PageTitle>
        {isRunning ? (
          <RunProgress
            importId={importId}
            fileName={fileName}
            initial={detail.progress}
            cancelImport={cancelImport}
          />
        ) : (
          <ImportResult
            detail={detail}
            rejects={rejects}
            orders={orders}
            campaign={campaign}
            currency={ctx.workspace.currency}
            cancelImport={cancelImport}
            resumeImport={resumeImport}
            takeBackCampaign={takeBackCampaign}
          />
        )}
      </PageBody>
    </>
  );
}
