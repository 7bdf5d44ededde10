import type { CustomerIntake } from "@/lib/customers/intake/customer";
import { CellFault } from "../customer-row";

/** As many as a person may keep in the settings of a field. */
const MAX_CHOICES = 500;

/** The choices of a workspace's fields by key; an import adds those that it meets. */
export type Choices = ReadonlyMap<string, { label: string; values: Set<string> }>;

/** Adds the choices of this row to those that are known. Throws CellFault, and adds none, when a list is full. */
export function admitChoices(choices: Choices, { attrs = {} }: CustomerIntake): void {
  const fresh = [...choices].flatMap(([key, { label, values }]) => {
    const value = attrs[key];
    const list = Array.isArray(value) ? value : typeof value === "string" ? [value] : [];
    const added = list.filter((choice) => !values.has(choice));
    if (values.size + added.length > MAX_CHOICES)
      throw new CellFault(`${label} has more than ${MAX_CHOICES} different values`);
    return added.map((choice) => [values, choice] as const);
  });
  for (const [values, choice] of fresh) values.add(choice);
}
