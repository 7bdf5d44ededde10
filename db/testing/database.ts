import { type Db, db } from "../client";

/** This worker's clone of the migrated template. It is shared by the worker's files: make a workspace per test. */
export const testDb = (): Db => db();
