"use client";

import { lazy, Suspense } from "react";
import type { DayFieldProps } from "./day-field";

const DayField = lazy(() => import("./day-field").then((module) => ({ default: module.DayField })));

/** A day in the sentence; what it takes to understand days in words comes once there is one. */
export function DayToken(props: DayFieldProps) {
  return (
    <Suspense fallback={<span className="inline-block min-h-[26px] min-w-[8em] rounded-[5px] bg-sunken" />}>
      <DayField {...props} />
    </Suspense>
  );
}
