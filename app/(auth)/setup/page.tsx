import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SetupForm } from "@/components/auth/setup-form";
import { hasUsers } from "@/lib/auth/sessions/queries";
import { currencyChoices, timeZoneChoices } from "@/lib/workspaces/choices";
import { setUp } from "../actions";

export const metadata: Metadata = { title: "First run" };

export default async function SetupPage() {
  if (await hasUsers()) redirect("/sign-in");
  return (
    <>
      <div>
        <h1 className="text-lg font-semibold">Welcome to Facet</h1>
        <p className="mt-1 text-base text-ink-2">
          This server is new. You become its owner; afterwards you invite the others.
        </p>
      </div>
      <SetupForm action={setUp} currencies={currencyChoices()} timeZones={timeZoneChoices()} />
    </>
  );
}
