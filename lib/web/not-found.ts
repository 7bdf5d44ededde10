import "server-only";
import { notFound } from "next/navigation";
import { AppError, sqlState } from "@/lib/errors";

/** SQLSTATEs of a value that does not read as its type, such as an id that is no uuid, and of a NUL in a text. */
const INVALID_TEXT = ["22P02", "22021"];

/** A page's main read: a missing row, another workspace's and a malformed id all answer "not found". */
export async function orNotFound<T>(read: Promise<T>): Promise<T> {
  try {
    return await read;
  } catch (error) {
    const isMissing = error instanceof AppError && error.code === "NOT_FOUND";
    if (isMissing || INVALID_TEXT.includes(sqlState(error) ?? "")) notFound();
    throw error;
  }
}
