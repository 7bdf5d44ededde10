"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function OverviewError(props: AreaErrorProps) {
  return (
    <AreaError area={{ label: "Overview", href: "/overview" }} title="The overview did not load" {...props} />
  );
}
