import { notFound } from "next/navigation";
import { getCtx } from "@/lib/web/session";

/** An address that no page has, inside the shell for who is signed in. */
export default async function UnknownPage() {
  await getCtx();
  notFound();
}
