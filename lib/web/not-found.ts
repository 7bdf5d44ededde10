import "server-only";
import { notFound } from "next/navigation";
import { AppError, sqlState } from "@/lib/errors";

/** SQLSTATE of a value that does not read as its type, such as an id that is no uuid. */
const INVALID_TEXT = "22P02";

/** A page's main read: a missing row, another workspace's and a malformed id all answer "not found". */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    const isMissing = error instanceof AppError && error.code === "NOT_FOUND";
    if (isMissing || sqlState(error) === INVALID_TEXT) notFound();
    throw error;
  }
}
