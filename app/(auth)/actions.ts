"use server";

import { redirect } from "next/navigation";
import {
  InvitationToken,
  RegistrationInput,
  SetupInput,
  SignInInput,
  WorkspaceInput,
} from "@/lib/auth/model";
import * as auth from "@/lib/web/auth";
import { publicAction } from "@/lib/web/public-action";
import { sessionAction } from "@/lib/web/session-action";
import * as invitations from "@/lib/workspaces/invitations/mutations";
import * as workspaces from "@/lib/workspaces/mutations";

export const signIn = publicAction(SignInInput, auth.signInWithPassword);

export const setUp = publicAction(SetupInput, async (input) => {
  await workspaces.setUp(input);
  await auth.signInWithPassword(input);
});

export const register = publicAction(RegistrationInput, async (input) => {
  await invitations.registerByInvitation(input);
  await auth.signInWithPassword(input);
});

export const acceptInvitation = sessionAction(InvitationToken, ({ sessionId, user }, input) =>
  invitations.acceptInvitation({ ...user, userId: user.id, sessionId }, input),
);

export const createWorkspace = sessionAction(WorkspaceInput, ({ sessionId, user }, input) =>
  workspaces.createWorkspace({ userId: user.id, sessionId }, input),
);

export async function signOut() {
  await auth.signOut({ redirect: false });
  redirect("/sign-in");
}
