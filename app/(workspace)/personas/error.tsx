"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function PersonasError(props: AreaErrorProps) {
  return (
    <AreaError area={{ label: "Personas", href: "/personas" }} title="The personas did not load" {...props} />
  );
}
