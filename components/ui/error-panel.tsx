import { RotateCcw } from "lucide-react";
import type { ReactNode } from "react";
import { Button, ButtonLink } from "./button";
import { EmptyState } from "./empty-state";

export type ErrorPanelProps = {
  /** What did not work: "The forecast did not load". */
  title: ReactNode;
  /** The plain cause and what still holds. */
  children?: ReactNode;
  reference?: string;
  onRetry?: () => void;
  retryHref?: string;
  compact?: boolean;
};

/** One panel that failed; the rest of the page stays. */
export function ErrorPanel({ title, children, reference, onRetry, retryHref, compact }: ErrorPanelProps) {
  return (
    <div role="alert">
      <EmptyState
        compact={compact}
        icon={<RotateCcw className="text-warn" />}
        title={title}
        action={
          <>
            {onRetry && <Button onClick={onRetry}>Try again</Button>}
            {retryHref !== undefined && <ButtonLink href={retryHref}>Try again</ButtonLink>}
          </>
        }
      >
        {children}
        {reference && (
          <>
            {" "}
            Reference <code className="font-mono text-xs">{reference}</code>.
          </>
        )}
      </EmptyState>
    </div>
  );
}
