import { PageTitle } from "@/components/ui/page-header";
import { TeamTable } from "@/components/work/team-table";
import type { Ctx } from "@/lib/auth/ctx";
import { formatCount } from "@/lib/format";
import { getTeamWork } from "@/lib/work/queries";

const WEEKS = 5;

/** The load of each member over the coming weeks. */
export async function TeamWork({ ctx }: { ctx: Ctx }) {
  const { today, weekStarts, people } = await getTeamWork(ctx, { weeks: WEEKS });
  const over = people.filter((person) => person.weeks.some((hours) => hours > person.weeklyHours));
  const late = people.reduce((sum, person) => sum + person.late, 0);
  const words = [
    over.length > 0
      ? `${formatCount(over.length, "member")} above their weekly hours.`
      : "Nobody is above their weekly hours.",
    late > 0 ? `${formatCount(late, "tactic")} late.` : "",
  ];
  return (
    <>
      <PageTitle lead={words.filter(Boolean).join(" ")}>Team</PageTitle>
      <TeamTable people={people} weekStarts={weekStarts} today={today} />
    </>
  );
}
