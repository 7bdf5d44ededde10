import { Trash2 } from "lucide-react";
import type { Metadata } from "next";
import Link from "next/link";
import { DecisionHistory } from "@/components/decisions/decision-history";
import { ReviewMark, StatePill } from "@/components/decisions/decision-state";
import { About } from "@/components/decisions/decision-table";
import { FigureView } from "@/components/decisions/figure-view";
import { LinkForm } from "@/components/decisions/link-form";
import { ActionButton } from "@/components/ui/action-button";
import { Person } from "@/components/ui/avatar";
import { ButtonLink } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { PageBody, PageHeader, PageTitle } from "@/components/ui/page-header";
import { PrintButton } from "@/components/ui/print-button";
import { can } from "@/lib/auth/permissions";
import { formatDay } from "@/lib/days";
import { linkHref, linkWords } from "@/lib/decisions/decision";
import { figureHref } from "@/lib/decisions/figure";
import { readFigure } from "@/lib/decisions/figures/queries";
import { getDecision, listDecisionHistory, listFollowers } from "@/lib/decisions/queries";
import { found } from "@/lib/errors";
import { orNotFound } from "@/lib/web/not-found";
import { getCtx } from "@/lib/web/session";
import { todayIn } from "@/lib/zone";
import { linkDecision, removeDecision, restoreDecision, setDecisionState, unlinkDecision } from "../actions";

export const metadata: Metadata = { title: "Decision" };

export default async function DecisionPage({ params }: { params: Promise<{ id: string }> }) {
  const ctx = await getCtx();
  const decisionId = (await params).id;
  const decision = await orNotFound(getDecision(ctx, { decisionId }).then((row) => found(row, "decision")));
  const { segment, campaign, figure, figureKey, state, links, isRemoved } = decision;
  const ref = figureKey && {
    segmentId: segment?.id ?? null,
    campaignId: campaign?.id ?? null,
    figure: figureKey,
  };
  const mayDecide = can(ctx.actor.role, "decisions:edit");
  // What the figure rested on may be gone since, a target removed: then there is no "now".
  const [now, history, followers] = await Promise.all([
    ref ? readFigure(ctx, ref).catch(() => null) : null,
    listDecisionHistory(ctx, { decisionId }),
    mayDecide ? listFollowers(ctx, { decisionId }) : [],
  ]);
  const { currency, floor, timeZone } = ctx.workspace;
  const today = todayIn(timeZone, ctx.now());
  const input = { decisionId };
  const taken = new Set(
    links.map((link) =>
      link.kind === "campaign"
        ? `campaign:${link.campaign.id}`
        : `version:${link.segment.id}:${link.version}`,
    ),
  );
  const options = followers.filter(({ key }) => !taken.has(key));
  const step = (to: typeof state, label: string, done: string) => (
    <ActionButton
      action={setDecisionState}
      input={{ ...input, state: to }}
      done={done}
      undo={{ action: setDecisionState, input: { ...input, state } }}
    >
      {label}
    </ActionButton>
  );
  return (
    <>
      <PageHeader
        crumbs={[{ label: "Decisions", href: "/decisions" }, { label: decision.title }]}
        h1={false}
        actions={
          <>
            {mayDecide && !isRemoved && (
              <ActionButton
                action={removeDecision}
                input={input}
                done="Decision removed"
                undo={{ action: restoreDecision, input }}
                variant="ghost"
              >
                <Trash2 aria-hidden="true" />
                Remove
              </ActionButton>
            )}
            <PrintButton>Print</PrintButton>
          </>
        }
        primary={
          mayDecide &&
          !isRemoved && (
            <ButtonLink variant="primary" href={`/decisions/${decisionId}/edit`} data-edit="">
              Edit decision
            </ButtonLink>
          )
        }
      />
      <PageBody width="reading">
        <PageTitle
          lead={
            <span className="flex flex-wrap items-center gap-x-3 gap-y-1 text-sm">
              <StatePill state={state} />
              <span className="num">{formatDay(decision.decidedOn, today)}</span>
              {decision.decidedBy && <Person name={decision.decidedBy.name} />}
              <span>
                about <About decision={decision} />
              </span>
              <ReviewMark decision={decision} today={today} />
            </span>
          }
          aside={
            mayDecide &&
            !isRemoved &&
            (state === "open" ? (
              <>
                {step("done", "Mark done", "Decision done")}
                {step("dropped", "Drop", "Decision dropped")}
              </>
            ) : (
              step("open", "Open again", "Decision open again")
            ))
          }
        >
          {decision.title}
        </PageTitle>
        {isRemoved && (
          <Callout
            title="Removed."
            action={
              mayDecide && (
                <ActionButton
                  action={restoreDecision}
                  input={input}
                  done="Decision restored"
                  undo={{ action: removeDecision, input }}
                  size="sm"
                >
                  Restore decision
                </ActionButton>
              )
            }
          >
            It is on no list and in no report; its history is below.
          </Callout>
        )}
        <div className="grid items-start gap-5 md:grid-cols-2">
          <Card title="Why">
            <p className="max-w-[70ch] text-base whitespace-pre-line">{decision.reason}</p>
            {decision.outcome && (
              <>
                <h3 className="mt-4 mb-1 text-sm font-semibold">What came of it</h3>
                <p className="max-w-[70ch] text-base whitespace-pre-line">{decision.outcome}</p>
              </>
            )}
          </Card>
          <Card title="Figure" meta="as it stood then">
            {figure === null && <p className="text-sm text-ink-2">It rests on no figure.</p>}
            {figure === "hidden" && (
              <p className="text-sm text-ink-2">
                Figures of groups of fewer than {floor} are hidden for your role.
              </p>
            )}
            {figure && figure !== "hidden" && (
              <FigureView
                figure={figure}
                currency={currency}
                today={today}
                {...(ref && { href: figureHref(ref) })}
                now={now === "hidden" ? null : now}
              />
            )}
          </Card>
        </div>
        <Card title="Led to">
          {links.length === 0 ? (
            <p className="mb-2 text-sm text-ink-2">
              Nothing yet. A new version of a segment or a campaign can be linked once it is there.
            </p>
          ) : (
            <ul className="mb-2 divide-y divide-line">
              {links.map((link) => (
                <li key={link.id} className="flex min-h-row flex-wrap items-center gap-x-3 text-sm">
                  <Link href={linkHref(link)} className="min-w-0 flex-1 hover:underline">
                    {linkWords(link)}
                  </Link>
                  {mayDecide && (
                    <ActionButton
                      action={unlinkDecision}
                      input={{ decisionId, linkId: link.id }}
                      done="Link removed"
                      undo={{
                        action: linkDecision,
                        input: {
                          decisionId,
                          to:
                            link.kind === "campaign"
                              ? { campaignId: link.campaign.id }
                              : { segmentId: link.segment.id, version: link.version },
                        },
                      }}
                      variant="ghost"
                      size="sm"
                      aria-label={`Remove the link to ${linkWords(link)}`}
                    >
                      Remove
                    </ActionButton>
                  )}
                </li>
              ))}
            </ul>
          )}
          {mayDecide && !isRemoved && (
            <div className="flex flex-col gap-3">
              {options.length > 0 && (
                <LinkForm action={linkDecision} decisionId={decisionId} options={options} />
              )}
              <p className="flex flex-wrap gap-x-4 gap-y-1" data-noprint="">
                {segment && (
                  <ButtonLink variant="link" href={`/segments/${segment.id}/edit`}>
                    Edit the rule of {segment.name}
                  </ButtonLink>
                )}
                <ButtonLink
                  variant="link"
                  href={segment ? `/campaigns/new?segment=${segment.id}` : "/campaigns/new"}
                >
                  Plan a campaign
                </ButtonLink>
              </p>
            </div>
          )}
        </Card>
        <Card title="History" flush>
          <DecisionHistory lines={history} timeZone={timeZone} now={ctx.now()} today={today} />
        </Card>
      </PageBody>
    </>
  );
}
