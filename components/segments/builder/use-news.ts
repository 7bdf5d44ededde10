import { useEffect, useRef, useState } from "react";
import { ask } from "./ask";
import { type Base, isNews, type NewestSegment } from "./use-save";

const EVERY_MS = 30_000;

/** What somebody else saved while this editor is open: asked now and then, and when the window is looked at again. */
export function useNews(segmentId: string | null, base: Base): NewestSegment | null {
  const [newest, setNewest] = useState<NewestSegment | null>(null);
  const latest = useRef(base);
  latest.current = base;

  useEffect(() => {
    if (!segmentId) return;
    const withdrawn = new AbortController();
    const look = async () => {
      if (document.visibilityState !== "visible") return;
      const result = await ask<NewestSegment>("newest", { segmentId }, withdrawn.signal);
      if (result?.ok) setNewest(result.value);
    };
    const timer = setInterval(look, EVERY_MS);
    addEventListener("focus", look);
    return () => {
      withdrawn.abort();
      clearInterval(timer);
      removeEventListener("focus", look);
    };
  }, [segmentId]);

  return newest && isNews(newest, latest.current) ? newest : null;
}
