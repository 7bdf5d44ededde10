import type { TestProject } from "vitest/node";
import { databaseAt } from "../../bin/migrate.mjs";
import { ensurePostgres } from "../../bin/postgres.mjs";
import { dropClones, ensureTemplate } from "./template.mjs";

declare module "vitest" {
  interface ProvidedContext {
    testDatabase: { adminUrl: string; template: string; run: string };
  }
}

/** Tests never touch DATABASE_URL: they have TEST_DATABASE_URL, or the embedded server. */
async function testServer() {
  const url = process.env.TEST_DATABASE_URL;
  if (url) return { adminUrl: databaseAt(url, "postgres"), stop: async () => {} };
  return ensurePostgres();
}

export default async function setup(project: TestProject) {
  const server = await testServer();
  const run = `${Date.now().toString(36)}_${process.pid}`;
  const template = await ensureTemplate(server.adminUrl);
  project.provide("testDatabase", { adminUrl: server.adminUrl, template, run });
  return async () => {
    await dropClones(server.adminUrl, run);
    await server.stop();
  };
}
