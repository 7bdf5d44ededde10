import type { Metadata } from "next";
import { ScoreProgress } from "@/components/settings/score-progress";
import { ScoresView } from "@/components/settings/scores-view";
import { SettingsFrame } from "@/components/settings/settings-frame";
import { can } from "@/lib/auth/permissions";
import { getScoreSettings } from "@/lib/customers/scores/queries";
import { formatList } from "@/lib/format";
import { getCtx } from "@/lib/web/session";
import { changeScores, previewScores } from "../actions";

export const metadata: Metadata = { title: "Scores" };

export default async function ScoresPage() {
  const ctx = await getCtx();
  const { role } = ctx.actor;
  const { formulas, edges, events, readers, lastRun } = await getScoreSettings(ctx);
  const names = readers.map(({ name }) => name);
  return (
    <SettingsFrame current="scores" role={role}>
      {lastRun && !lastRun.isFinished && <ScoreProgress run={lastRun} />}
      <p className="max-w-[70ch] text-sm text-ink-2">
        Scores say how people stand to you, from their orders and what they did. Rules, breakdowns and the
        customer page read them.{" "}
        {names.length > 0 &&
          `Read by ${formatList(names.slice(0, 3).map((name) => `“${name}”`))}${names.length > 3 ? ` and ${names.length - 3} more` : ""}.`}
      </p>
      <ScoresView
        formulas={formulas}
        edges={edges}
        events={events}
        readers={names}
        currency={ctx.workspace.currency}
        actions={can(role, "scores:edit") ? { previewScores, changeScores } : undefined}
      />
    </SettingsFrame>
  );
}
