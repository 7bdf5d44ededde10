/** Next compiles this for its edge runtime too: what needs Node stands behind exactly this condition. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") await (await import("./instrumentation-node")).register();
}
