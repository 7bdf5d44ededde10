import type { Metadata } from "next";
import Link from "next/link";
import { JoinButton } from "@/components/auth/join-button";
import { RegisterForm } from "@/components/auth/register-form";
import { Button, ButtonLink } from "@/components/ui/button";
import { ROLE_LABEL, ROLE_MEANING } from "@/lib/auth/permissions";
import { getSession } from "@/lib/web/session";
import { CLOSED_WORDS } from "@/lib/workspaces/invitations/invitation";
import { getInvitation } from "@/lib/workspaces/invitations/queries";
import { acceptInvitation, register, signOut } from "../../actions";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params;
  const [invitation, session] = await Promise.all([getInvitation(token, new Date()), getSession()]);
  if (invitation?.state !== "open")
    return (
      <>
        <div>
          <h1 className="text-lg font-semibold">This link does not work</h1>
          <p className="mt-1 text-base text-ink-2">
            {invitation
              ? CLOSED_WORDS[invitation.state]
              : "It may have been cut short on its way. Copy the whole link, or ask for a new one."}
          </p>
        </div>
        <ButtonLink href={session ? "/overview" : "/sign-in"} size="lg">
          {session ? "Go to your workspace" : "Go to sign-in"}
        </ButtonLink>
      </>
    );
  const { workspaceName, role, invitedBy, email } = invitation;
  const isForAnother = session && email && email !== session.user.email.toLowerCase();
  return (
    <>
      <div>
        <h1 className="text-lg font-semibold text-balance">Join {workspaceName}</h1>
        <p className="mt-1 text-base text-ink-2">
          {invitedBy} invites you as {role}.
        </p>
        <p className="mt-2 text-sm text-ink-3">
          {ROLE_LABEL[role]}: {ROLE_MEANING[role].charAt(0).toLowerCase() + ROLE_MEANING[role].slice(1)}.
        </p>
      </div>
      {isForAnother ? (
        <>
          <p className="text-base text-ink-2">
            The invitation is for {email}, and you are signed in as {session.user.email}. Sign out, then open
            the link again.
          </p>
          <form action={signOut}>
            <Button type="submit" size="lg">
              Sign out
            </Button>
          </form>
        </>
      ) : session ? (
        <>
          <p className="text-base text-ink-2">
            You are signed in as {session.user.name}, {session.user.email}.
          </p>
          <JoinButton action={acceptInvitation} token={token} workspaceName={workspaceName} />
        </>
      ) : (
        <>
          <RegisterForm action={register} token={token} email={email} workspaceName={workspaceName} />
          <p className="text-sm text-ink-2">
            You have an account?{" "}
            <Link
              href={`/sign-in?next=${encodeURIComponent(`/invitation/${token}`)}`}
              className="text-accent underline"
            >
              Sign in to join
            </Link>
          </p>
        </>
      )}
    </>
  );
}
