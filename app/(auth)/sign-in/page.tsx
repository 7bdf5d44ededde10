import type { Metadata } from "next";
import { redirect } from "next/navigation";
import { SignInForm } from "@/components/auth/sign-in-form";
import { hasUsers } from "@/lib/auth/sessions/queries";
import { localPath } from "@/lib/web/local-path";
import { getSession } from "@/lib/web/session";
import { signIn } from "../actions";

export const metadata: Metadata = { title: "Sign in" };

export default async function SignInPage({ searchParams }: { searchParams: Promise<{ next?: string }> }) {
  const next = localPath((await searchParams).next);
  if (await getSession()) redirect(next);
  if (!(await hasUsers())) redirect("/setup");
  return (
    <>
      <h1 className="text-lg font-semibold">Sign in</h1>
      <SignInForm action={signIn} next={next} />
    </>
  );
}
