import { OverrideButtons } from "@/components/segments/override-buttons";
import { WhyLines } from "@/components/segments/why-lines";
import { ButtonLink } from "@/components/ui/button";
import { Pill } from "@/components/ui/pill";
import { SidePanel } from "@/components/ui/side-panel";
import type { Ctx } from "@/lib/auth/ctx";
import { grants } from "@/lib/auth/permissions";
import { getCatalogue } from "@/lib/segments/catalogue/queries";
import { getPersonName } from "@/lib/segments/members/queries";
import { explainMember } from "@/lib/segments/preview/queries";
import { whyLines } from "@/lib/segments/why";
import { orNotFound } from "@/lib/web/not-found";
import { setOverride } from "../../../actions";
import { readSegment } from "../read";

type WhyPanelProps = { ctx: Ctx; segmentId: string; customerId: string; closeHref: string };

/** Why a person is in the segment or not: each condition, the parent, and what was done by hand. */
export async function WhyPanel({ ctx, segmentId, customerId, closeHref }: WhyPanelProps) {
  const segment = await readSegment(segmentId);
  const name = await orNotFound(getPersonName(ctx, { segmentId, customerId }));
  const [why, catalogue] = await Promise.all([
    explainMember(ctx, { segmentId, customerId }),
    getCatalogue(ctx, [segment.rule]),
  ]);
  const parent = segment.ancestors.at(-1);
  const mayEdit = grants(ctx.actor.role, "segments:edit") === "all" && segment.status !== "archived";
  return (
    <SidePanel
      title={name}
      lead={why.isMember ? `Why this person is in “${segment.name}”` : `Not in “${segment.name}” now`}
      closeHref={closeHref}
      className="lg:rounded-lg lg:border lg:border-line lg:bg-surface lg:ml-4 lg:h-auto! lg:max-h-[calc(100dvh-64px)]"
    >
      <div className="flex flex-col gap-4">
        {why.override && (
          <p className="text-sm">
            <Pill tone={why.override === "included" ? "accent" : "warn"}>by hand</Pill>{" "}
            {why.override === "included"
              ? "Somebody put this person in. The rule does not decide."
              : "Somebody keeps this person out. The rule does not decide."}
          </p>
        )}
        {parent && (
          <WhyLines
            lines={[
              {
                key: "parent",
                level: 0,
                isGroup: false,
                text: `Is in “${parent.name}”`,
                holds: why.isInParent === true,
              },
            ]}
          />
        )}
        <section>
          <h3 className="mb-1.5 text-xs font-semibold text-ink-2">
            The rule {why.holds[""] ? "holds" : "does not hold"} now
          </h3>
          <WhyLines lines={whyLines(why.rule, why.holds, catalogue)} />
        </section>
        <div className="flex flex-wrap gap-1.5">
          <ButtonLink href={`/customers/${customerId}`} size="sm">
            Open customer
          </ButtonLink>
          {mayEdit && (
            <OverrideButtons
              segmentId={segmentId}
              person={{ customerId, name }}
              isMember={why.isMember}
              isIncluded={why.override === null ? null : why.override === "included"}
              setOverride={setOverride}
            />
          )}
        </div>
      </div>
    </SidePanel>
  );
}
