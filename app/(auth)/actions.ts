"use server";

import { redirect } from "next/navigation";
import { CredentialsSignin } from "next-auth";
import { SetupInput, SignInInput, WorkspaceInput } from "@/lib/auth/model";
import { AppError } from "@/lib/errors";
import * as auth from "@/lib/web/auth";
import { publicAction } from "@/lib/web/public-action";
import { requireSession } from "@/lib/web/session";
import * as workspaces from "@/lib/workspaces/mutations";

async function enter(input: SignInInput) {
  try {
    await auth.signIn("credentials", { ...input, redirect: false });
  } catch (error) {
    if (!(error instanceof CredentialsSignin)) throw error;
    if (error.code === "wrong")
      throw new AppError("INVALID", "This e-mail address and password do not belong together. Try again.");
    throw new AppError("LIMIT", error.code);
  }
}

export const signIn = publicAction(SignInInput, enter);

export const setUp = publicAction(SetupInput, async (input) => {
  await workspaces.setUp(input);
  await enter({ email: input.email, password: input.password });
});

export const createWorkspace = publicAction(WorkspaceInput, async (input) => {
  const { user, sessionId } = await requireSession();
  return workspaces.createWorkspace({ userId: user.id, sessionId }, input);
});

export async function signOut() {
  await auth.signOut({ redirect: false });
  redirect("/sign-in");
}
