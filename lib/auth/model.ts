import { z } from "zod";
import { PASSWORD_MAX, passwordProblem } from "./password-rule";

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Enter an e-mail address, like name@example.org."));

/** Checked in full by `passwordRule`, which knows whose it is. */
const NewPassword = z.string();

export const PersonName = z.string().trim().min(1, "Enter your name.").max(80, "Use at most 80 characters.");

export const SignInInput = z.object({
  email: Email,
  password: z.string().min(1, "Enter your password.").max(PASSWORD_MAX),
});
export type SignInInput = z.infer<typeof SignInInput>;

const isTimeZone = (zone: string) => {
  try {
    new Intl.DateTimeFormat("en-GB", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

export const WorkspaceInput = z.object({
  name: z.string().trim().min(1, "Give the workspace a name.").max(80, "Use at most 80 characters."),
  currency: z
    .string()
    .trim()
    .toUpperCase()
    .refine((code) => Intl.supportedValuesOf("currency").includes(code), "Choose a currency, like EUR."),
  timeZone: z.string().refine(isTimeZone, "Choose a time zone, like Europe/Berlin."),
});
export type WorkspaceInput = z.infer<typeof WorkspaceInput>;

/** Marks the password field with what is wrong, given what others know of the person. */
function passwordRule<T extends { password: string; email: string; name: string }>(
  input: T,
  context: z.core.$RefinementCtx<T>,
): void {
  const message = passwordProblem(input.password, [input.email, input.name]);
  if (message) context.addIssue({ code: "custom", path: ["password"], message });
}

export const SetupInput = z
  .object({ name: PersonName, email: Email, password: NewPassword, workspace: WorkspaceInput })
  .superRefine(passwordRule);
export type SetupInput = z.infer<typeof SetupInput>;

/** The secret part of an invitation link. */
export const InvitationToken = z.object({ token: z.string().min(20).max(100) });
export type InvitationToken = z.infer<typeof InvitationToken>;

export const RegistrationInput = InvitationToken.extend({
  name: PersonName,
  email: Email,
  password: NewPassword,
}).superRefine(passwordRule);
export type RegistrationInput = z.infer<typeof RegistrationInput>;

export const AccountName = z.object({ name: PersonName });
export type AccountName = z.infer<typeof AccountName>;

/** The new password is checked where the person's name and address are known. */
export const PasswordChange = z.object({
  current: z.string().min(1, "Enter your present password.").max(PASSWORD_MAX),
  next: z.string().min(1, "Enter a new password."),
});
export type PasswordChange = z.infer<typeof PasswordChange>;

export const SessionRef = z.object({ sessionId: z.uuid() });
export type SessionRef = z.infer<typeof SessionRef>;

export const WorkspaceRef = z.object({ workspaceId: z.int() });
export type WorkspaceRef = z.infer<typeof WorkspaceRef>;

/** For an action that needs to be told nothing. */
export const NoInput = z.object({});
export type NoInput = z.infer<typeof NoInput>;
