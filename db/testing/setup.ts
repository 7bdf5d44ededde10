import { afterAll, inject } from "vitest";
import { closeDb } from "../client";
import { ensureClone } from "./template.mjs";

// Everything that asks for the database in this worker, `db()` included, gets the worker's own clone.
process.env.DATABASE_URL = await ensureClone(inject("testDatabase"), process.env.VITEST_POOL_ID ?? "1");

afterAll(closeDb);
