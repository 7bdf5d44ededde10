// A thread does not inherit the loader of its parent, so it registers its own before it takes TypeScript.
import { register } from "tsx/esm/api";

register();
await import("./worker.ts");
