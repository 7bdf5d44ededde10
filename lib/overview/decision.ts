/** Something that waits for a manager, as one sentence with where to act. */
export type Decision = {
  kind: "conflict" | "loss" | "target" | "late";
  title: string;
  detail: string;
  href: string;
  act: string;
};
