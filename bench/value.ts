// `npm run bench:value`: the fit of expected values for a million people beside a hundred thousand.
import { MOST_TIMES, measureValue } from "./kpis/value";
import { sayMachine } from "./measure";

sayMachine("100 000 and 1 000 000 people, 26 to 52 weeks");
const figures = await measureValue();
console.log(
  `BG/NBD: ${figures.small} ms over ${figures.smallHistories} histories of 100 000 people, ${figures.large} ms over ${figures.largeHistories} of 1 000 000: ${figures.ratio} times; ${figures.megabytes} MB; parameters within ${figures.largestError * 100} % of those that made the people`,
);
const ok = figures.ratio <= MOST_TIMES;
console.log(JSON.stringify({ bench: "value", figures, bars: { ratio: MOST_TIMES }, ok }));
process.exitCode = ok ? 0 : 1;
