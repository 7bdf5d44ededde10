import { CalendarPlus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { MenuDivider, MenuItem, MenuLabel } from "@/components/ui/menu";
import { toastStore } from "@/components/ui/toast-store";
import { type ExportScope, exportQuery } from "./export-address";
import type { ExportMenuProps } from "./export-menu";
import { savePicture } from "./save-picture";

/** Of the days on the screen: what the name column leaves of the timeline. */
function seenWidth(): number {
  const of = (name: string) => document.querySelector(name)?.clientWidth ?? 0;
  return of(".tl-scroll") - of(".tl-corner");
}

/** What can be taken, in a piece of its own: it comes when the menu opens. */
export function ExportItems({
  today,
  campaignId,
  onFeed,
}: Omit<ExportMenuProps, "calendar"> & { onFeed: (() => void) | undefined }) {
  const router = useRouter();
  const first = useRef<HTMLDivElement>(null);
  // The menu opened before its code was here.
  useEffect(() => {
    if (document.activeElement === first.current?.closest("[role=menu]"))
      first.current?.querySelector("button")?.focus();
  }, []);
  const query = (scope: ExportScope) =>
    exportQuery({ search: location.search, today, campaignId, scope, width: seenWidth() });

  function download(format: "svg" | "csv", scope: ExportScope) {
    const link = document.createElement("a");
    link.href = `/api/campaigns/export?format=${format}&${query(scope)}`;
    link.download = "";
    link.click();
  }
  async function picture(scope: ExportScope) {
    toastStore.show({ text: "The picture is being drawn" });
    const problem = await savePicture(`/api/campaigns/export?format=png&${query(scope)}`);
    if (problem) toastStore.show({ text: problem, tone: "failed" });
  }
  const print = (scope: ExportScope) => router.push(`/campaigns/print?${query(scope)}`);

  return (
    <>
      {(campaignId ? (["whole"] as const) : (["whole", "seen"] as const)).map((scope) => (
        // The agenda of a phone has no period in view.
        <div
          key={scope}
          ref={scope === "whole" ? first : undefined}
          className={scope === "seen" ? "max-md:hidden" : undefined}
        >
          <MenuLabel>{scope === "whole" ? "Whole plan" : "Visible period"}</MenuLabel>
          <MenuItem onClick={() => void picture(scope)}>Picture (PNG)</MenuItem>
          <MenuItem onClick={() => download("svg", scope)}>Drawing (SVG)</MenuItem>
          <MenuItem onClick={() => print(scope)}>Paper or PDF (A3)</MenuItem>
          <MenuItem onClick={() => download("csv", scope)}>Table (CSV)</MenuItem>
        </div>
      ))}
      {onFeed && (
        <>
          <MenuDivider />
          <MenuItem onClick={onFeed}>
            <CalendarPlus aria-hidden="true" />
            Calendar feed…
          </MenuItem>
        </>
      )}
    </>
  );
}
