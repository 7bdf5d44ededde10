import fs from "node:fs";
import path from "node:path";

/** DATABASE_URL, else the address that the bootstrap wrote for the embedded server. */
export function databaseUrl() {
  if (process.env.DATABASE_URL) return process.env.DATABASE_URL;
  const file = path.join(process.cwd(), ".data", "url");
  if (fs.existsSync(file)) return fs.readFileSync(file, "utf8").trim();
  throw new Error("No database: set DATABASE_URL, or run `npm start`, which brings its own.");
}
