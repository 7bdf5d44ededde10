"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function SegmentsError(props: AreaErrorProps) {
  return (
    <AreaError area={{ label: "Segments", href: "/segments" }} title="The segments did not load" {...props} />
  );
}
