import { parentPort } from "node:worker_threads";
import { compiled } from "cephes";
import { type FitWork, fitModels, type PredictWork, predict } from "./work";

await compiled;

/** The other end of `openModels`: answers each piece of work in turn. */
parentPort?.on("message", (work: FitWork | PredictWork) => {
  parentPort?.postMessage(work.kind === "fit" ? fitModels(work) : predict(work));
});
