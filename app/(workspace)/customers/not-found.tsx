import { AreaNotFound } from "@/components/shell/area-not-found";

export const metadata = { title: "Not found" };

export default function CustomersNotFound() {
  return (
    <AreaNotFound
      area={{ label: "Customers", href: "/customers" }}
      title="There is no such customer"
      action="Open all customers"
    />
  );
}
