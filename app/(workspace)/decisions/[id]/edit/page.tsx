import type { Metadata } from "next";
import { DecisionEditForm } from "@/components/decisions/decision-edit-form";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { getDecision, getDecisionChoices } from "@/lib/decisions/queries";
import { found } from "@/lib/errors";
import { formatList } from "@/lib/format";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { changeDecision } from "../../actions";

export const metadata: Metadata = { title: "Edit decision" };

export default async function EditDecisionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  const decisionId = (await params).id;
  const decision = await orNotFound(getDecision(ctx, { decisionId }).then((row) => found(row, "decision")));
  const header = (
    <PageHeader
      crumbs={[
        { label: "Decisions", href: "/decisions" },
        { label: decision.title, href: `/decisions/${decisionId}` },
        { label: "Edit" },
      ]}
    />
  );
  if (!can(role, "decisions:edit"))
    return (
      <>
        {header}
        <PageBody width="reading">
          <NoPermission
            what="Editing decisions"
            why={`A manager or an owner decides; your role, ${ROLE_LABEL[role].toLowerCase()}, reads decisions.`}
            who={formatList(await listOwnerNames(ctx), "or")}
          />
        </PageBody>
      </>
    );
  const { people } = await getDecisionChoices(ctx);
  const { title, reason, decidedOn, decidedBy, reviewOn, outcome, updatedAt } = decision;
  const isThere = people.some(({ id }) => id === decidedBy?.id);
  return (
    <>
      {header}
      <PageBody width="reading">
        <DecisionEditForm
          action={changeDecision}
          decisionId={decisionId}
          updatedAt={updatedAt}
          initial={{ title, reason, decidedOn, decidedBy: decidedBy?.id ?? "", reviewOn, outcome }}
          people={decidedBy && !isThere ? [...people, decidedBy] : people}
        />
      </PageBody>
    </>
  );
}
