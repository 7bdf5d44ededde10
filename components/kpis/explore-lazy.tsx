"use client";

import dynamic from "next/dynamic";
import { useEffect, useRef, useState } from "react";
import type { ExploreProps } from "./explore";

const Explore = dynamic(() => import("./explore").then((module) => module.Explore), {
  ssr: false,
  loading: () => <div className="h-[420px]" />,
});

/** Keeps the chart library out of the page until its place scrolls into view. */
export function ExploreLazy(props: ExploreProps) {
  const place = useRef<HTMLDivElement>(null);
  const [isSeen, setSeen] = useState(false);
  useEffect(() => {
    if (!place.current) return;
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting) setSeen(true);
    });
    observer.observe(place.current);
    return () => observer.disconnect();
  }, []);
  return (
    <div ref={place} className="min-h-[420px] print:hidden">
      {isSeen && <Explore {...props} />}
    </div>
  );
}
