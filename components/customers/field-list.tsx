import { DescriptionList } from "@/components/ui/description-list";
import { Pill } from "@/components/ui/pill";
import { SPECIAL_LABEL } from "@/lib/customers/attributes/attribute";
import { type CustomerDetails, fieldLines, valueText } from "@/lib/customers/profile/profile";
import { formatList } from "@/lib/format";

/** Built-in fields that are known, those that are not in one line, and the workspace's own with their gaps. */
export function FieldList({ details, today }: { details: CustomerDetails; today: string }) {
  const lines = fieldLines(details, today);
  const known = lines.filter(({ text }) => text !== null);
  const missing = lines.filter(({ text }) => text === null).map(({ label }) => label.toLowerCase());
  return (
    <div className="flex flex-col gap-3">
      <DescriptionList items={known.map(({ key, label, text }) => ({ key, term: label, value: text }))} />
      {missing.length > 0 && <p className="text-xs text-ink-3">Unknown: {formatList(missing)}.</p>}
      {details.ownFields.length > 0 && (
        <DescriptionList
          className="border-t border-line pt-3"
          items={details.ownFields.map((field) => ({
            key: field.key,
            term: (
              <span className="flex flex-wrap items-center gap-1.5">
                {field.label}
                {field.special && (
                  <Pill tone="warn">special category: {SPECIAL_LABEL[field.special].toLowerCase()}</Pill>
                )}
              </span>
            ),
            value: valueText(field) ?? <span className="text-ink-3">unknown</span>,
          }))}
        />
      )}
    </div>
  );
}
