import { z } from "zod";

export const Email = z
  .string()
  .trim()
  .toLowerCase()
  .pipe(z.email("Enter an e-mail address, like name@example.org."));

/** Long beats complicated; the account's own name or address is no password. */
export const NewPassword = z
  .string()
  .min(10, "Use at least 10 characters.")
  .max(200, "Use at most 200 characters.");

export const PersonName = z.string().trim().min(1, "Enter your name.").max(80, "Use at most 80 characters.");

export const SignInInput = z.object({
  email: Email,
  password: z.string().min(1, "Enter your password.").max(200),
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

export const SetupInput = z
  .object({ name: PersonName, email: Email, password: NewPassword, workspace: WorkspaceInput })
  .refine(({ email, password }) => password.toLowerCase() !== email, {
    path: ["password"],
    message: "Choose a password that is not your e-mail address.",
  });
export type SetupInput = z.infer<typeof SetupInput>;
