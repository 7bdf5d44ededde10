"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function WorkspaceError(props: AreaErrorProps) {
  return <AreaError {...props} />;
}
