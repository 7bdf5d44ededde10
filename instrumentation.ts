import type { Instrumentation } from "next";

/** Next compiles this for its edge runtime too: what needs Node stands behind exactly this condition. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") await (await import("./instrumentation-node")).register();
}

/** A page, route or action that failed: the log gets the cause under the reference that the screen shows. */
export const onRequestError: Instrumentation.onRequestError = async (error, _request, context) => {
  if (process.env.NEXT_RUNTIME === "nodejs")
    (await import("./instrumentation-node")).logRequestError(error, context);
};
