"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function CampaignsError(props: AreaErrorProps) {
  return (
    <AreaError
      area={{ label: "Campaigns", href: "/campaigns" }}
      title="The campaigns did not load"
      {...props}
    />
  );
}
