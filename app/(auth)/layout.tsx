import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";

export default function AuthLayout({ children }: { children: ReactNode }) {
  return (
    <main id="main" tabIndex={-1} className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="flex w-full max-w-[360px] flex-col gap-6">
        <p className="flex items-center gap-2 text-md font-semibold">
          <Mark />
          Facet
        </p>
        {children}
      </div>
    </main>
  );
}
