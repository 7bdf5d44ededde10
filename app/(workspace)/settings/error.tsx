"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function SettingsError(props: AreaErrorProps) {
  return (
    <AreaError area={{ label: "Settings", href: "/settings" }} title="The settings did not load" {...props} />
  );
}
