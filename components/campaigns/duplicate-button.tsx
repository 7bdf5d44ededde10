"use client";

import { Copy } from "lucide-react";
import { lazy, Suspense } from "react";
import { Button } from "@/components/ui/button";
import type { Action } from "@/components/ui/use-action";
import { useAsked } from "@/components/ui/use-asked";
import type { Campaign } from "@/lib/campaigns/campaign";
import type { Duplication } from "@/lib/campaigns/copying/model";

const DuplicateDialog = lazy(() =>
  import("./duplicate-dialog").then((module) => ({ default: module.DuplicateDialog })),
);

export type DuplicateCampaign = Action<Duplication, { campaignId: string }>;

export type DuplicateButtonProps = {
  campaign: Pick<Campaign, "id" | "name" | "startOn" | "today">;
  action: DuplicateCampaign;
};

/** Makes a draft of the same brief and plan, from another first day on. */
export function DuplicateButton(props: DuplicateButtonProps) {
  const { asked, isOpen, ask, close } = useAsked<"copy">();
  return (
    <>
      <Button onClick={() => ask("copy")}>
        <Copy aria-hidden="true" />
        Duplicate
      </Button>
      {asked && (
        <Suspense>
          <DuplicateDialog {...props} isOpen={isOpen} onClose={close} />
        </Suspense>
      )}
    </>
  );
}
