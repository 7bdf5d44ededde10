import { AppError, sqlState } from "@/lib/errors";

/** Says a taken name, which only the database knows for certain, as a CONFLICT at the field. */
export async function uniquelyNamed<T>(run: () => Promise<T>): Promise<T> {
  try {
    return await run();
  } catch (cause) {
    if (sqlState(cause) !== "23505") throw cause;
    const message = "Another segment has this name (perhaps an archived one)";
    throw new AppError("CONFLICT", `${message}.`, { fields: { name: message }, cause });
  }
}
