"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function DecisionsError(props: AreaErrorProps) {
  return (
    <AreaError
      area={{ label: "Decisions", href: "/decisions" }}
      title="The decisions did not load"
      {...props}
    />
  );
}
