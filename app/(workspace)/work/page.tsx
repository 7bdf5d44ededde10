import type { Metadata } from "next";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { getCtx } from "@/lib/web/session";
import { FreeWork } from "./free-work";
import { MyWork } from "./my-work";
import { type TeamAddress, TeamWork } from "./team-work";

export const metadata: Metadata = { title: "My work" };

const VIEWS = [
  { show: "mine", label: "Mine" },
  { show: "free", label: "Free to take" },
  { show: "team", label: "Team" },
] as const;

export default async function WorkPage({
  searchParams,
}: {
  searchParams: Promise<TeamAddress & { show?: string }>;
}) {
  const ctx = await getCtx();
  const { show: asked, ...address } = await searchParams;
  const { show } = VIEWS.find((view) => view.show === asked) ?? VIEWS[0];
  return (
    <>
      <PageHeader
        crumbs={[{ label: "My work" }]}
        h1={false}
        actions={
          <Segmented
            label="Whose work"
            items={VIEWS.map((view) => ({
              label: view.label,
              href: view.show === "mine" ? "/work" : `/work?show=${view.show}`,
              isCurrent: view.show === show,
            }))}
          />
        }
      />
      {show === "team" ? (
        <TeamWork ctx={ctx} asked={address} />
      ) : (
        <PageBody width="reading">{show === "mine" ? <MyWork ctx={ctx} /> : <FreeWork ctx={ctx} />}</PageBody>
      )}
    </>
  );
}
