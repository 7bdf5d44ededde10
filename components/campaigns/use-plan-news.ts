import { useRouter } from "next/navigation";
import { useEffect, useRef } from "react";
import { toastStore } from "@/components/ui/toast-store";
import type { PlanNews } from "@/lib/campaigns/news/news";
import type { TimelineData } from "@/lib/campaigns/timeline/data";
import type { ActionResult } from "@/lib/result";

const EVERY_MS = 2000;

/**
 * Asks every few seconds whether somebody changed the plan, fetches it when they did, and says who did what. Nothing is
 * asked while the page is not seen.
 */
export function usePlanNews({ stamp, asOf }: Pick<TimelineData, "stamp" | "asOf">): void {
  const router = useRouter();
  const known = useRef({ stamp, asked: "", since: asOf });
  known.current.stamp = stamp;

  useEffect(() => {
    const control = new AbortController();
    let before = "";
    let isAsking = false;
    async function ask() {
      const answer = await fetch("/api/campaigns/news", {
        method: "POST",
        headers: { "Content-Type": "application/json" },
        body: JSON.stringify({ since: known.current.since }),
        signal: control.signal,
      });
      const result: ActionResult<PlanNews> = await answer.json();
      if (!result.ok) return;
      const { stamp: now, until, said } = result.value;
      known.current.since = until;
      const last = said.at(-1);
      if (last) toastStore.show({ tone: "notice", text: said.length > 1 ? `${last}, and more` : last });
      const isNew = now !== known.current.stamp && now !== known.current.asked;
      // What nobody else did comes with the answer to one's own action: it is fetched only when it did not.
      const isDue = isNew && (said.length > 0 || before === now);
      before = now;
      if (!isDue) return;
      known.current.asked = now;
      router.refresh();
    }
    const timer = setInterval(() => {
      if (isAsking || document.hidden) return;
      isAsking = true;
      ask()
        .catch(() => {})
        .finally(() => {
          isAsking = false;
        });
    }, EVERY_MS);
    return () => {
      control.abort();
      clearInterval(timer);
    };
  }, [router]);
}
