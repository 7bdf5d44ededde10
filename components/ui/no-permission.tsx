import { Lock } from "lucide-react";
import type { ReactNode } from "react";
import { EmptyState } from "./empty-state";

export type NoPermissionProps = {
  /** What is closed: "Contact details", "Making personas". */
  what: string;
  /** Why, as a sentence: "Your role “Viewer” sees counts, not persons." */
  why: ReactNode;
  /** Who can change it: "Ada Lind", "an owner of the workspace". */
  who: string;
  /** A button that asks them. */
  ask?: ReactNode;
  compact?: boolean;
};

/** Never a bare 403: what is closed, why, who can change it, and a way to ask. */
export function NoPermission({ what, why, who, ask, compact }: NoPermissionProps) {
  return (
    <EmptyState icon={<Lock />} title={`${what}: not open to your role`} action={ask} compact={compact}>
      {why} {who.charAt(0).toUpperCase() + who.slice(1)} can change that.
    </EmptyState>
  );
}
