import type { Metadata } from "next";
import { PageBody, PageHeader } from "@/components/ui/page-header";
import { Segmented } from "@/components/ui/segmented";
import { getCtx } from "@/lib/web/session";
import { FreeWork } from "./free-work";
import { MyWork } from "./my-work";
import { TeamWork } from "./team-work";

export const metadata: Metadata = { title: "My work" };

const VIEWS = [
  { show: "mine", label: "Mine" },
  { show: "free", label: "Free to take" },
  { show: "team", label: "Team" },
] as const;

export default async function WorkPage({ searchParams }: { searchParams: Promise<{ show?: string }> }) {
  const ctx = await getCtx();
  const asked = (await searchParams).show;
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
      <PageBody width={show === "team" ? "working" : "reading"}>
        {show === "mine" && <MyWork ctx={ctx} />}
        {show === "free" && <FreeWork ctx={ctx} />}
        {show === "team" && <TeamWork ctx={ctx} />}
      </PageBody>
    </>
  );
}
