import { ACTION_ROWS } from "./action-rows";
import { builtActions } from "./build";
import { callAction } from "./call";
import { expect, test } from "./fixtures";
import { type Asked, isolationFaults, roleFaults } from "./matrix";

const ACTIONS = builtActions();

const ASKED = ACTIONS.flatMap((action): Asked[] => {
  const row = ACTION_ROWS[action.folder]?.[action.name];
  if (!row || "open" in row) return [];
  const name = `${action.folder} ${action.name}`;
  return [{ name, row, call: (request, input) => callAction(request, action, input) }];
});

test("every action of the build has a row, and every row an action", () => {
  const built = ACTIONS.map(({ folder, name }) => `${folder} ${name}`);
  const rows = Object.entries(ACTION_ROWS).flatMap(([folder, row]) =>
    Object.keys(row).map((name) => `${folder} ${name}`),
  );
  expect(built.length).toBeGreaterThan(40);
  expect(rows.sort()).toEqual(built.sort());
});

test.describe("actions", () => {
  test.setTimeout(300_000);

  test("each role may what is its own, and nothing else", async ({ shop, sql, requestAs }) => {
    expect(await roleFaults(ASKED, shop, { sql, requestAs })).toEqual([]);
  });

  test("another workspace's ids read nothing and write nothing", async ({ makeShop, sql, requestAs }) => {
    const shops = [await makeShop(), await makeShop()] as const;
    expect(await isolationFaults(ASKED, shops, { sql, requestAs })).toEqual([]);
  });
});
