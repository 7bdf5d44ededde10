"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function WorkError(props: AreaErrorProps) {
  return <AreaError area={{ label: "My work", href: "/work" }} title="Your work did not load" {...props} />;
}
