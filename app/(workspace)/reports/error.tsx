"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function ReportsError(props: AreaErrorProps) {
  return (
    <AreaError area={{ label: "Reports", href: "/reports" }} title="The report did not load" {...props} />
  );
}
