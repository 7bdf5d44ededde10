"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function WorkspaceError(props: AreaErrorProps) {
  return (
    <AreaError area={{ label: "Overview", href: "/overview" }} title="This page did not load" {...props} />
  );
}
