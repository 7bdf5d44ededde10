import { CalendarClock } from "lucide-react";
import { ButtonLink } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { EmptyState } from "@/components/ui/empty-state";
import { FilterSelect } from "@/components/ui/filter-select";
import { NoPermission } from "@/components/ui/no-permission";
import { PageBody, PageTitle } from "@/components/ui/page-header";
import { PanelLayout, SidePanel } from "@/components/ui/side-panel";
import { Toolbar } from "@/components/ui/toolbar";
import { DutyTable } from "@/components/work/duty-table";
import { hoursText } from "@/components/work/hours-text";
import { type LoadAddress, loadHref } from "@/components/work/load-address";
import { LoadPanelTasks } from "@/components/work/load-panel";
import { LoadTable } from "@/components/work/load-table";
import type { Ctx } from "@/lib/auth/ctx";
import { can, grants, ROLE_LABEL, ROLES } from "@/lib/auth/permissions";
import { formatDay, isDay } from "@/lib/days";
import { formatCount, formatList } from "@/lib/format";
import { orNotFound } from "@/lib/web/not-found";
import { overBy } from "@/lib/work/load";
import { getWorkload, getWorkloadCell } from "@/lib/work/workload/queries";
import { NOBODY, type Workload } from "@/lib/work/workload/workload";
import { listOwnerNames } from "@/lib/workspaces/members/queries";
import { assignTactic } from "./actions";

const WEEKS = 12;
const WORKERS = ROLES.filter((role) => role !== "viewer");
const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export type TeamAddress = { campaign?: string; role?: string; who?: string; week?: string };

/** The load of each member over the coming weeks, with the tactics behind each cell. */
export async function TeamWork({ ctx, asked }: { ctx: Ctx; asked: TeamAddress }) {
  if (!can(ctx.actor.role, "workload:read")) return <TeamClosed ctx={ctx} />;
  const address: LoadAddress = {
    campaign: UUID.test(asked.campaign ?? "") ? asked.campaign : undefined,
    role: WORKERS.find((role) => role === asked.role),
    ...(asked.who && asked.week && isDay(asked.week) && { who: asked.who, week: asked.week }),
  };
  const narrowing = { campaignId: address.campaign, role: address.role };
  const load = await getWorkload(ctx, { weeks: WEEKS, ...narrowing });
  const title = load.isOwnOnly ? "Your hours" : "Team";
  const hasHours = load.people.some(({ weeks }) => weeks.some(({ hours }) => hours > 0));
  const isNarrowed = Boolean(address.campaign || address.role);
  return (
    <PanelLayout panel={address.who && <CellPanel ctx={ctx} address={address} />}>
      <PageBody width="full">
        <PageTitle lead={summary(load)}>{title}</PageTitle>
        {!load.isOwnOnly && (
          <Toolbar
            label="team"
            activeFilters={[address.campaign, address.role].filter(Boolean).length}
            summary={formatCount(load.people.length, "member")}
            filters={
              <>
                <FilterSelect
                  label="Campaign"
                  param="campaign"
                  all="Every campaign"
                  resets={["who", "week"]}
                  options={load.campaigns.map(({ id, name }) => ({ value: id, label: name }))}
                />
                <FilterSelect
                  label="Role"
                  param="role"
                  all="Every role"
                  resets={["who", "week"]}
                  options={WORKERS.map((role) => ({ value: role, label: ROLE_LABEL[role] }))}
                />
              </>
            }
          />
        )}
        <Card>
          {hasHours || load.free.some((hours) => hours > 0) ? (
            <LoadTable load={load} address={address} />
          ) : (
            <EmptyState
              compact
              icon={<CalendarClock />}
              title={isNarrowed ? "No hours pass these filters" : "No hours are planned yet"}
              action={isNarrowed && <ButtonLink href="/work?show=team">Clear filters</ButtonLink>}
            >
              {!isNarrowed &&
                "Tactics with hours and an assignee fill the weeks. Add them in the plan of a campaign."}
            </EmptyState>
          )}
        </Card>
        {load.people.length > 0 && <DutyTable people={load.people} />}
      </PageBody>
    </PanelLayout>
  );
}

function summary({ people, isOwnOnly }: Workload): string {
  const weeksOver = people.map(
    ({ weeks }) => weeks.filter((cell) => overBy(cell.total, cell.capacity) > 0).length,
  );
  const late = people.reduce((sum, person) => sum + person.late, 0);
  const over = weeksOver.filter((count) => count > 0).length;
  const words = isOwnOnly
    ? weeksOver[0]
      ? `${formatCount(weeksOver[0], "week")} above your weekly hours.`
      : "No week is above your weekly hours."
    : over > 0
      ? `${formatCount(over, "member")} above their weekly hours in some week.`
      : "Nobody is above their weekly hours.";
  return late > 0 ? `${words} ${formatCount(late, "tactic")} late.` : words;
}

async function CellPanel({ ctx, address }: { ctx: Ctx; address: LoadAddress }) {
  const { who = NOBODY, week: monday = "", campaign: campaignId } = address;
  const [cell, all] = await orNotFound(
    Promise.all([getWorkloadCell(ctx, { who, monday, campaignId }), getWorkload(ctx, { weeks: WEEKS })]),
  );
  const week = all.weekStarts.indexOf(monday);
  const mayGive = grants(ctx.actor.role, "tactics:edit") === "all";
  const choices = all.people
    .filter((person) => mayGive && person.userId !== who)
    .map(({ userId, name, weeks }) => {
      const { total = 0, capacity = 0 } = weeks[week] ?? {};
      return { userId, name, load: `${hoursText(total)} of ${hoursText(capacity)} h` };
    });
  const hours = cell.tasks.reduce((sum, task) => sum + task.hours, 0);
  const capacity = all.people.find(({ userId }) => userId === who)?.weeks[week]?.capacity;
  return (
    <SidePanel
      title={`${cell.name ?? "Nobody yet"}, week of ${formatDay(monday, all.today)}`}
      lead={`${hoursText(hours)} hours${capacity === undefined ? "" : ` of ${hoursText(capacity)}`} in ${formatCount(cell.tasks.length, "tactic")}`}
      closeHref={loadHref(address, { who: undefined, week: undefined })}
    >
      <LoadPanelTasks
        tasks={cell.tasks}
        holderId={who === NOBODY ? null : who}
        choices={choices}
        assign={assignTactic}
        today={all.today}
      />
    </SidePanel>
  );
}

async function TeamClosed({ ctx }: { ctx: Ctx }) {
  const owners = await listOwnerNames(ctx);
  return (
    <PageBody>
      <PageTitle>Team</PageTitle>
      <NoPermission
        what="Hours of the team"
        why={`Your role “${ROLE_LABEL[ctx.actor.role]}” reads results and plans, not how much work each person has.`}
        who={formatList(owners, "or")}
      />
    </PageBody>
  );
}
