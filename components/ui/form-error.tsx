import type { ReactNode } from "react";

/** Why a form was not taken, where no single field is at fault. */
export function FormError({ children }: { children: ReactNode }) {
  return (
    <p role="alert" className="text-sm text-bad">
      {children}
    </p>
  );
}
