import type { Metadata } from "next";
import { DecisionForm } from "@/components/decisions/decision-form";
import { FigureView } from "@/components/decisions/figure-view";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { can, ROLE_LABEL } from "@/lib/auth/permissions";
import { figureHref } from "@/lib/decisions/figure";
import { readFigure } from "@/lib/decisions/figures/queries";
import { NewDecisionQuery } from "@/lib/decisions/model";
import { getDecisionChoices } from "@/lib/decisions/queries";
import { formatList } from "@/lib/format";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { todayIn } from "@/lib/zone";
import { makeDecision } from "../actions";

export const metadata: Metadata = { title: "New decision" };

type Address = Record<string, string | string[] | undefined>;

export default async function NewDecisionPage({ searchParams }: { searchParams: Promise<Address> }) {
  const ctx = await getCtx();
  const { role, userId } = ctx.actor;
  const header = (
    <PageHeader crumbs={[{ label: "Decisions", href: "/decisions" }, { label: "New decision" }]} />
  );
  if (!can(role, "decisions:edit"))
    return (
      <>
        {header}
        <PageBody width="reading">
          <NoPermission
            what="Recording decisions"
            why={`A manager or an owner decides; your role, ${ROLE_LABEL[role].toLowerCase()}, reads decisions.`}
            who={formatList(await listOwnerNames(ctx), "or")}
          />
        </PageBody>
      </>
    );
  const { segment, campaign, figure, title } = NewDecisionQuery.parse(await searchParams);
  const about = { segmentId: segment ?? null, campaignId: campaign ?? null, figure };
  const [choices, now] = await orNotFound(
    Promise.all([getDecisionChoices(ctx), figure && readFigure(ctx, { ...about, figure })]),
  );
  const { currency, floor, timeZone } = ctx.workspace;
  const today = todayIn(timeZone, ctx.now());
  const me = choices.people.find(({ id }) => id === userId) ?? choices.people[0];
  return (
    <>
      {header}
      <PageBody width="reading">
        <DecisionForm
          action={makeDecision}
          choices={choices}
          initial={{
            ...{ title: title ?? "", reason: "", decidedOn: today, reviewOn: null },
            decidedBy: me?.id ?? "",
          }}
          about={about}
          closeHref={figure ? figureHref({ ...about, figure }) : "/decisions"}
        >
          {!figure && (
            <p className="text-sm text-ink-2">
              Choose a figure, and its value, its interval and what it rests on are noted as they stand now.
            </p>
          )}
          {figure && now === null && (
            <p className="text-sm text-warn">
              {figure.kind === "forecast"
                ? "There are too few weeks of orders for a forecast. Choose another figure."
                : "There is no result before the launch. Choose another figure."}
            </p>
          )}
          {now === "hidden" && <p className="text-sm text-ink-2">Fewer than {floor} people.</p>}
          {now && now !== "hidden" && <FigureView figure={now} currency={currency} today={today} />}
        </DecisionForm>
      </PageBody>
    </>
  );
}
