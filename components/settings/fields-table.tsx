import Link from "next/link";
import { Pill } from "@/components/ui/pill";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { Tooltip } from "@/components/ui/tooltip";
import type { Action } from "@/components/ui/use-action";
import {
  ATTRIBUTE_TYPE_LABEL,
  type Attribute,
  hasChoices,
  SPECIAL_LABEL,
} from "@/lib/customers/attributes/attribute";
import type { AttributeChange } from "@/lib/customers/attributes/model";
import { formatCount } from "@/lib/format";
import { FIELD_KEYS, FIELDS } from "@/lib/segments/fields";
import { capitalise } from "./capitalise";
import { FieldForm } from "./field-form";

type FieldsTableProps = {
  fields: readonly Attribute[];
  /** Only for who may change them. */
  updateField?: Action<AttributeChange, void>;
};

/** The workspace's own fields. */
export function FieldsTable({ fields, updateField }: FieldsTableProps) {
  return (
    <Table label="Your fields">
      <TableHead sticky={false}>
        <Th>Field</Th>
        <Th>Type</Th>
        <Th>Dimension</Th>
        <Th>Protection</Th>
        <Th>Used by</Th>
        {updateField && <Th hideLabel>Actions</Th>}
      </TableHead>
      <TableBody>
        {fields.map((field) => (
          <Tr key={field.key}>
            <RowHeader>
              <span className="min-w-0 py-1">
                <span className="block truncate">{field.label}</span>
                <span className="block truncate font-mono text-2xs font-normal text-ink-3">
                  {field.key}
                  {field.source && ` · ${field.source}`}
                </span>
              </span>
            </RowHeader>
            <Td phone="first">
              {ATTRIBUTE_TYPE_LABEL[field.type]}
              {hasChoices(field.type) && (
                <span className="num text-xs text-ink-3"> {field.choices.length}</span>
              )}
            </Td>
            <Td>{capitalise(field.dimension)}</Td>
            <Td>
              <span className="flex flex-wrap gap-1">
                {field.special && <Pill tone="warn">{SPECIAL_LABEL[field.special]}</Pill>}
                {field.isPersonal && <Pill>Points at one person</Pill>}
              </span>
            </Td>
            <Td>
              <UsedBy segments={field.usedIn} />
            </Td>
            {updateField && (
              <Td className="text-right">
                <FieldForm action={updateField} field={field} />
              </Td>
            )}
          </Tr>
        ))}
      </TableBody>
    </Table>
  );
}

function UsedBy({ segments }: { segments: Attribute["usedIn"] }) {
  const [first, ...others] = segments;
  if (!first) return <span className="text-ink-3">no segment</span>;
  return (
    <span className="flex flex-wrap items-baseline gap-x-1">
      <Link href={`/segments/${first.id}`} className="hover:underline">
        {first.name}
      </Link>
      {others.length > 0 && (
        <Tooltip text={others.map(({ name }) => name).join(", ")}>
          <span className="num text-xs text-ink-3">and {formatCount(others.length, "other", "others")}</span>
        </Tooltip>
      )}
    </span>
  );
}

/** The fields that every customer has: for reading. */
export function BuiltInFieldsTable() {
  return (
    <Table label="Built-in fields">
      <TableHead sticky={false}>
        <Th>Field</Th>
        <Th>Type</Th>
        <Th>Dimension</Th>
        <Th>Protection</Th>
      </TableHead>
      <TableBody>
        {FIELD_KEYS.map((key) => {
          const { label, type, dimension, isPersonal } = FIELDS[key];
          return (
            <Tr key={key}>
              <RowHeader className="font-normal">{label}</RowHeader>
              <Td phone="first">{ATTRIBUTE_TYPE_LABEL[type]}</Td>
              <Td>{capitalise(dimension)}</Td>
              <Td>{isPersonal && <Pill>Points at one person</Pill>}</Td>
            </Tr>
          );
        })}
      </TableBody>
    </Table>
  );
}
