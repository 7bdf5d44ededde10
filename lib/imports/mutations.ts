import { authorize, type Ctx } from "@/lib/auth/ctx";
import { AppError } from "@/lib/errors";

/** Writes the rows of the file behind an import. */
export async function runImport(ctx: Ctx, { importId }: { importId: string }): Promise<void> {
  authorize(ctx, "imports:run");
  throw new AppError("NOT_FOUND", `There is no import ${importId}.`);
}
