"use client";

import { Card } from "@/components/ui/card";
import { Checkbox } from "@/components/ui/checkbox";
import { TokenInput, TokenSelect } from "@/components/ui/token-select";
import { writeSentence } from "@/lib/imports/check";
import type { ImportKind } from "@/lib/imports/import";
import { CUSTOMER_KEYS, type CustomerKey, type ImportMapping } from "@/lib/imports/mapping";

const KEY_LABEL: Record<CustomerKey, string> = {
  externalId: "customer number",
  email: "e-mail address",
  row: "row of the file",
};

export type WriteRulesProps = {
  kind: ImportKind;
  mapping: ImportMapping;
  onChange: (part: Partial<ImportMapping>) => void;
};

/** What makes two rows the same customer, what is done with them, and which lines of orders are left out. */
export function WriteRules({ kind, mapping, onChange }: WriteRulesProps) {
  const keys = CUSTOMER_KEYS.filter((key) => kind !== "orders" || key !== "row");
  return (
    <Card title="How rows are written">
      <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm">
        <span>Customers are told apart by their</span>
        <TokenSelect
          label="Key of customers"
          isSubject
          options={keys.map((value) => ({ value, label: KEY_LABEL[value] }))}
          value={mapping.key}
          onChange={(event) => onChange({ key: event.target.value as CustomerKey })}
        />
      </p>
      <p className="mt-1 max-w-[70ch] text-sm text-ink-2">{writeSentence(kind, mapping)}</p>
      {kind === "orders" && <OrderRules mapping={mapping} onChange={onChange} />}
    </Card>
  );
}

function OrderRules({ mapping, onChange }: Omit<WriteRulesProps, "kind">) {
  return (
    <div className="mt-3 flex flex-col gap-2 border-t border-line pt-3">
      <p className="flex flex-wrap items-center gap-x-1.5 gap-y-1 text-sm">
        <span>Order numbers that begin with</span>
        <TokenInput
          label="Beginning of the numbers of cancellations"
          value={mapping.cancelPrefix}
          maxLength={20}
          placeholder="nothing"
          onChange={(event) => onChange({ cancelPrefix: event.target.value })}
        />
        <span>are cancellations. They net out of what was sold, as negative quantities do.</span>
      </p>
      <Checkbox
        label="Take only lines with a quantity above zero and a price above zero"
        checked={mapping.isPositiveOnly}
        onChange={(event) => onChange({ isPositiveOnly: event.target.checked })}
      />
      <Checkbox
        label="Leave out cancellations"
        checked={mapping.isWithoutCancellations}
        onChange={(event) => onChange({ isWithoutCancellations: event.target.checked })}
      />
    </div>
  );
}
