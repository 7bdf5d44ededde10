"use client";

import { AreaError, type AreaErrorProps } from "@/components/shell/area-error";

export default function CustomersError(props: AreaErrorProps) {
  return (
    <AreaError
      area={{ label: "Customers", href: "/customers" }}
      title="The customers did not load"
      {...props}
    />
  );
}
