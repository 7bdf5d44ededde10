import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import type { Page } from "@playwright/test";
import { DESK, expect, expectAccessible, expectNoSideScroll, LOOKS, setLook, test, visit } from "./fixtures";
import { run, upload } from "./importing";

/** Sixty treated in two ways and twenty held out; the treated visit and buy more. */
const PEOPLE = [
  "customer id,group,customer segment,visit,spend",
  ...Array.from({ length: 80 }, (_, index) => {
    const group = index % 4 === 3 ? "control" : index % 2 === 0 ? "Short letter" : "Long letter";
    const buys = group !== "control" && index % 3 === 0;
    return `p${index},${group},${index < 40 ? "Regulars" : "New"},${Number(buys || index % 5 === 0)},${buys ? 20 + index : 0}`;
  }),
].join("\n");

/** The name and the days of a campaign whose columns are matched. */
async function describeCampaign(page: Page, name: string) {
  await page.getByLabel("Name", { exact: true }).fill(name);
  await page.getByLabel("First day").fill("2026-03-02");
  await page.getByLabel("Last day").fill("2026-03-15");
}

test("a finished campaign comes in from a file, is compared with its control group, and is taken back", async ({
  shop,
}) => {
  test.slow();
  const page = await shop.open("marketer");
  await upload(page, "Finished campaign", "letters.csv", PEOPLE);
  await expect(page.getByLabel("Field for group")).toHaveValue("arm");
  await expect(page.getByLabel("What control was")).toHaveValue("control");
  await expect(page.getByText("Give the campaign a name.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Import/ })).toBeDisabled();
  await describeCampaign(page, "Letters of March");
  for (const look of LOOKS) {
    await setLook(page, look);
    await expectNoSideScroll(page);
    await expectAccessible(page);
  }
  await setLook(page, { theme: "light", width: DESK });
  await run(page, "Import 80 rows");
  await page.getByRole("link", { name: "See results" }).click();
  await expect(page.getByText("It sold more.")).toBeVisible();
  const table = page.getByRole("table", { name: "Treated and control by figure" });
  await expect(table.getByRole("row", { name: /^Bought/ })).toContainText(
    "33.33 % (20)".replace(" ", "\u00a0"),
  );
  await expect(page.getByRole("table", { name: "By segment: figures" })).toContainText("Regulars");
  await expect(page.getByRole("table", { name: "Variants against each other: figures" })).toContainText(
    "Long letter against Short letter",
  );
  for (const look of LOOKS) {
    await setLook(page, look);
    await expectNoSideScroll(page);
    await expectAccessible(page);
  }
  await setLook(page, { theme: "light", width: DESK });
  await page
    .getByRole("list", { name: "Effect on the share that bought, by variant" })
    .getByRole("link", { name: "Long letter" })
    .click();
  await expect(page).toHaveURL(/audience\?variant=/);
  await expect(page.getByLabel("Variant", { exact: true })).toHaveValue(/.+/);

  await visit(page, "/customers/import");
  await page.getByRole("link", { name: "letters.csv" }).click();
  await page.getByRole("button", { name: "Take campaign back" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take campaign back" }).click();
  await expect(page.getByRole("link", { name: "See customers" })).toBeVisible();
});

const shared = process.env.FACET_SHARED ?? path.resolve("../shared/data");
const published = path.join(shared, "hillstrom/hillstrom.csv");

test("the published e-mail experiment shows its published results through the screen", async ({
  makeShop,
}) => {
  test.skip(!existsSync(published), "FACET_SHARED names the folder of the published files");
  test.setTimeout(300_000);
  const page = await (await makeShop({ currency: "USD" })).open("manager");
  const file = readFileSync(published);
  await upload(page, "Customers", "hillstrom.csv", file);
  await page.getByLabel("Key of customers").selectOption("row of the file");
  await run(page, "Import all rows", 120_000);
  await upload(page, "Finished campaign", "hillstrom.csv", file);
  await expect(page.getByLabel("What No E-Mail was")).toHaveValue("control");
  await describeCampaign(page, "E-mails of 2008");
  await run(page, "Import all rows", 120_000);
  await page.getByRole("link", { name: "See results" }).click();
  const variants = page.getByRole("table", { name: "Each variant against the control group: figures" });
  const row = (name: string) => variants.getByRole("row", { name: new RegExp(`^${name}`) });
  const plain = async (name: string) => (await row(name).innerText()).replace(/[\u00a0\u202f]/g, " ");
  await expect(row("Mens E-Mail")).toBeVisible({ timeout: 30_000 });
  for (const words of ["21 307", "+7.659 pt", "+6.995 to +8.323 pt", "+0.681 pt", "+0.501 to +0.864 pt"])
    expect(await plain("Mens E-Mail")).toContain(words);
  for (const words of ["+0.770 $", "+0.485 $ to +1.055 $", "+16 403 $"])
    expect(await plain("Mens E-Mail")).toContain(words);
  for (const words of ["21 387", "+4.523 pt", "+3.889 to +5.157 pt", "+0.311 pt", "+0.424 $", "+9 077 $"])
    expect(await plain("Womens E-Mail")).toContain(words);
  await expect(page.getByText("χ² = 0.2025")).toBeVisible();
});
