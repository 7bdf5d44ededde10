import { isDatabaseUp } from "@/lib/jobs/queries";

export const dynamic = "force-dynamic";

/** For launchers and load balancers: 200 while the database answers, else 503. */
export async function GET(): Promise<Response> {
  return (await isDatabaseUp())
    ? Response.json({ status: "ok" })
    : Response.json({ status: "no database" }, { status: 503 });
}
