import { pathToFileURL } from "node:url";
import { Worker } from "node:worker_threads";
import type { FitDone, FitWork, PredictDone, PredictWork } from "./work";

/** The models in a thread of their own: seconds of arithmetic that must not hold up the pages. */
export type Models = {
  fit: (work: Omit<FitWork, "kind">) => Promise<FitDone>;
  predict: (work: Omit<PredictWork, "kind">) => Promise<PredictDone>;
  close: () => Promise<void>;
};

/** A thread does not inherit the loader of its parent, so it registers its own before it takes TypeScript. */
const BEGIN = `import("tsx/esm/api").then(({ register }) => {
  register();
  return import(require("node:worker_threads").workerData.entry);
});`;

/** One piece of work at a time; `close` ends the thread, and with it whatever it is at. */
export function openModels(): Models {
  const entry = pathToFileURL([process.cwd(), "lib/value/worker.ts"].join("/")).href;
  // From the sources, which stand beside the build, and by no call that a bundler follows: it would not carry the loader along.
  const worker: Worker = Reflect.construct(Worker, [
    BEGIN,
    { eval: true, execArgv: [], workerData: { entry } },
  ]);
  const ask = <Done>(work: FitWork | PredictWork) =>
    new Promise<Done>((resolve, reject) => {
      const answer = (done: Done) => settle(() => resolve(done));
      const fail = (error: Error) => settle(() => reject(error));
      const end = () => fail(new Error("The thread of the models ended."));
      const settle = (act: () => void) => {
        worker.off("message", answer).off("error", fail).off("exit", end);
        act();
      };
      worker.on("message", answer).on("error", fail).on("exit", end).postMessage(work);
    });
  return {
    fit: (work) => ask<FitDone>({ kind: "fit", ...work }),
    predict: (work) => ask<PredictDone>({ kind: "predict", ...work }),
    close: async () => {
      await worker.terminate();
    },
  };
}
