import { PeopleList } from "@/components/segments/flows/people-list";
import { ButtonLink } from "@/components/ui/button";
import { DescriptionList } from "@/components/ui/description-list";
import { SidePanel } from "@/components/ui/side-panel";
import type { Ctx } from "@/lib/auth/ctx";
import { can, grants } from "@/lib/auth/permissions";
import { formatNumber, formatPercent } from "@/lib/format";
import { shareOf } from "@/lib/segments/listing";
import type { OverlapSegment } from "@/lib/segments/overlap/overlap";
import { listShared } from "@/lib/segments/overlap/queries";

type PairPanelProps = {
  ctx: Ctx;
  a: OverlapSegment;
  b: OverlapSegment;
  /** Null when they are too few to show. */
  shared: number | null;
  owners: readonly (string | null)[];
  after: number;
  hrefAfter: (after: string) => string;
  closeHref: string;
};

/** Two segments beside the matrix: how much they share, and, by role, whom. */
export async function PairPanel({ ctx, a, b, shared, owners, after, hrefAfter, closeHref }: PairPanelProps) {
  const { role, userId } = ctx.actor;
  const grant = grants(role, "customers:see");
  const seesPeople = grant === "all" || (grant === "assigned" && userId !== null && owners.includes(userId));
  const page = seesPeople ? await listShared(ctx, { aId: a.id, bId: b.id, after }) : null;
  const hidden = `fewer than ${ctx.workspace.floor}`;
  const count = (people: number | null) => (people === null ? hidden : formatNumber(people));
  const share = (whole: number | null) => {
    const part = shareOf(shared, whole);
    return part === null ? "–" : formatPercent(part);
  };
  return (
    <SidePanel
      title={`${a.name} and ${b.name}`}
      lead={`${count(shared)} people are in both`}
      closeHref={closeHref}
      action={
        can(role, "segments:edit") && (
          <ButtonLink size="sm" variant="primary" href={`/segments/new?both=${a.id},${b.id}`}>
            Make segment of both
          </ButtonLink>
        )
      }
    >
      <div className="flex flex-col gap-5">
        <DescriptionList
          items={[
            { key: "a", term: a.name, value: `${count(a.size)}, ${share(a.size)} of them in both` },
            { key: "b", term: b.name, value: `${count(b.size)}, ${share(b.size)} of them in both` },
          ]}
        />
        <section>
          <h3 className="mb-1 text-xs font-semibold text-ink-2">People in both</h3>
          {page === null ? (
            <p className="text-sm text-ink-3">
              {grant === "none"
                ? "Your role sees counts, not persons. An owner of the workspace can change it."
                : "You see people of segments that you own. Take one of the two to see them."}
            </p>
          ) : (
            <PeopleList
              people={page.people}
              nextHref={page.nextAfter === null ? null : hrefAfter(String(page.nextAfter))}
              firstHref={after > 0 ? hrefAfter("") : null}
            />
          )}
        </section>
      </div>
    </SidePanel>
  );
}
