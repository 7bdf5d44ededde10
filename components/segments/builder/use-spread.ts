import { useEffect, useState } from "react";
import type { SpreadSearch } from "@/lib/segments/model";
import type { Spread } from "@/lib/segments/spread/spread";
import { ask } from "./ask";

const PAUSE_MS = 120;

/** How the figures of a condition spread, once its field is entered; null until it is known, and where nobody has any. */
export function useSpread(search: SpreadSearch | null, isOpen: boolean): Spread | null {
  const [found, setFound] = useState<{ key: string; spread: Spread | null } | null>(null);
  const key = search ? JSON.stringify(search) : "";
  const isKnown = found?.key === key;

  useEffect(() => {
    if (!isOpen || !key || isKnown) return;
    const withdrawn = new AbortController();
    const timer = setTimeout(async () => {
      const result = await ask<Spread | null>("spread", JSON.parse(key), withdrawn.signal);
      if (result) setFound({ key, spread: result.ok ? result.value : null });
    }, PAUSE_MS);
    return () => {
      clearTimeout(timer);
      withdrawn.abort();
    };
  }, [isOpen, key, isKnown]);

  return isKnown ? found.spread : null;
}
