"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { Card } from "@/components/ui/card";
import { ProgressBar } from "@/components/ui/progress-bar";
import { formatNumber } from "@/lib/format";

const EVERY_MS = 2000;

/** How many of the new segments have their size; the page is drawn anew until all have. */
export function CountingProgress({ done, total }: { done: number; total: number }) {
  const router = useRouter();
  useEffect(() => {
    const timer = setInterval(() => router.refresh(), EVERY_MS);
    return () => clearInterval(timer);
  }, [router]);
  return (
    <Card title={total === 1 ? "Being counted" : "New segments are being counted"}>
      <ProgressBar
        label="Segments counted"
        share={total === 1 ? null : done / total}
        figure={total === 1 ? undefined : `${formatNumber(done)} of ${formatNumber(total)}`}
      />
      <p role="status" className="mt-2 text-sm text-ink-2">
        It goes on when you leave this page. Each segment has its people and its size once it is counted.
      </p>
    </Card>
  );
}
