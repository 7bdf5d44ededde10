"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function KpisError(props: AreaErrorProps) {
  return <AreaError area={{ label: "KPIs", href: "/kpis" }} title="The figures did not load" {...props} />;
}
