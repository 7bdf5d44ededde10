import type { Metadata } from "next";
import Link from "next/link";
import { NewWorkspaceForm } from "@/components/auth/new-workspace-form";
import { Button } from "@/components/ui/button";
import { requireSession } from "@/lib/web/session";
import { currencyChoices, timeZoneChoices } from "@/lib/workspaces/choices";
import { createWorkspace, signOut } from "../actions";

export const metadata: Metadata = { title: "New workspace" };

export default async function NewWorkspacePage() {
  const { memberships, user, active } = await requireSession();
  const isNowhere = memberships.length === 0;
  return (
    <>
      <div>
        <h1 className="text-lg font-semibold">New workspace</h1>
        <p className="mt-1 text-base text-ink-2">
          {isNowhere &&
            "You are in no workspace at present. Open an invitation link, or make one of your own. "}
          A workspace holds the customers, segments and campaigns of one shop, apart from every other.
        </p>
      </div>
      <NewWorkspaceForm
        action={createWorkspace}
        currencies={currencyChoices()}
        timeZones={timeZoneChoices()}
      />
      {isNowhere ? (
        <form
          action={signOut}
          className="flex flex-wrap items-center justify-between gap-2 text-sm text-ink-3"
        >
          Signed in as {user.email}
          <Button type="submit" variant="link">
            Sign out
          </Button>
        </form>
      ) : (
        <p className="text-sm">
          <Link href="/overview" className="text-accent underline">
            Back to {active?.name}
          </Link>
        </p>
      )}
    </>
  );
}
