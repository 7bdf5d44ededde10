import type { Template } from "../template";
import { BUYING_TEMPLATES } from "./buying";
import { DIGITAL_TEMPLATES } from "./digital";
import { PEOPLE_TEMPLATES } from "./people";

/** All templates; which of them a workspace sees is a matter of its data. */
export const TEMPLATES: readonly Template[] = [
  ...PEOPLE_TEMPLATES,
  ...BUYING_TEMPLATES,
  ...DIGITAL_TEMPLATES,
];
