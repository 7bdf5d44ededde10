import type { Metadata } from "next";
import Link from "next/link";
import { NewWorkspaceForm } from "@/components/auth/new-workspace-form";
import { requireSession } from "@/lib/web/session";
import { currencyChoices, timeZoneChoices } from "@/lib/workspaces/choices";
import { createWorkspace } from "../actions";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewWorkspacePage() {
  const { memberships } = await requireSession();
  return (
    <>
      <div>
        <h1 className="text-lg font-semibold">New workspace</h1>
        <p className="mt-1 text-base text-ink-2">
          A workspace holds the customers, segments and campaigns of one shop, apart from every other.
        </p>
      </div>
      <NewWorkspaceForm
        action={createWorkspace}
        currencies={currencyChoices()}
        timeZones={timeZoneChoices()}
      />
      {memberships.length > 0 && (
        <p className="text-sm">
          <Link href="/overview" className="text-accent underline">
            Back to {memberships[0]?.name}
          </Link>
        </p>
      )}
    </>
  );
}
