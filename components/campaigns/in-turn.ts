import type { ActionResult } from "@/lib/result";

export type Versioned = ActionResult<{ version: number }>;

type Line = { last: Promise<unknown>; waiting: number; made: number; hasFailed: boolean };

const lines = new Map<string, Line>();

const NOT_DONE: Versioned = {
  ok: false,
  error: { code: "CONFLICT", message: "Not done, because a change before it was not saved." },
};

/**
 * Runs a write to a campaign after those that were begun before it, on the version that the last of them made.
 * `shown` is the version on the page. One that `needsAll` does not run when a write it waited for was refused.
 */
export function inTurn(
  campaignId: string,
  shown: number,
  write: (version: number) => Promise<Versioned>,
  { needsAll = false } = {},
): Promise<Versioned> {
  const line = lines.get(campaignId) ?? { last: Promise.resolve(), waiting: 0, made: 0, hasFailed: false };
  lines.set(campaignId, line);
  line.waiting += 1;
  const turn = line.last.then(async () => {
    if (needsAll && line.hasFailed) return NOT_DONE;
    const result = await write(Math.max(line.made, shown));
    if (result.ok) line.made = result.value.version;
    else line.hasFailed = true;
    return result;
  });
  const leave = () => {
    line.waiting -= 1;
    if (line.waiting === 0) line.hasFailed = false;
  };
  line.last = turn.then(leave, () => {
    line.hasFailed = true;
    leave();
  });
  return turn;
}
