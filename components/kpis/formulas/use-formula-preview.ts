"use client";

import { useEffect, useState } from "react";
import { askRoute } from "@/components/ui/ask-route";
import type { FormulaPreview } from "@/lib/kpis/formulas/formula";
import type { FormulaDraft } from "@/lib/kpis/formulas/model";

/** What a draft comes to, a moment after the hand rests; a question that is out of date is withdrawn. */
export function useFormulaPreview({ formula, unit }: FormulaDraft) {
  const [preview, setPreview] = useState<(FormulaPreview & { of: string }) | null>(null);
  const [failure, setFailure] = useState<string | null>(null);
  useEffect(() => {
    setFailure(null);
    if (formula.trim() === "") {
      setPreview(null);
      return;
    }
    const asking = new AbortController();
    const timer = setTimeout(async () => {
      const draft: FormulaDraft = { formula, unit };
      const answer = await askRoute<FormulaPreview>("/api/kpis/formulas/preview", draft, asking.signal);
      if (!answer) return;
      setPreview(answer.ok ? { ...answer.value, of: formula } : null);
      setFailure(answer.ok ? null : answer.error.message);
    }, 300);
    return () => {
      clearTimeout(timer);
      asking.abort();
    };
  }, [formula, unit]);
  return { preview, failure };
}
