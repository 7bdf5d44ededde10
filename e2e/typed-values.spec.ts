import { makeCampaign } from "@/db/factories";
import { expect, expectAccessible, test, visit } from "./fixtures";

test("a marketer pastes values of a channel that Facet cannot see, mends a line, and takes the entry back", async ({
  shop,
}) => {
  const page = await shop.open("marketer", "/kpis/values");
  await expect(page.getByRole("heading", { name: "No value was typed yet" })).toBeVisible();
  await page.getByRole("button", { name: "Paste a table" }).click();
  const dialog = page.getByRole("dialog");
  await dialog
    .getByLabel("Table", { exact: true })
    .fill("day\tfigure\tvalue\n14.05.2026\tVisits\t120\n15.05.2026\tCost\tfree");
  await expect(dialog.getByText("“free” is not a number.", { exact: false })).toBeVisible();
  await expect(dialog.getByRole("button", { name: "Enter values" })).toBeDisabled();
  await dialog
    .getByLabel("Table", { exact: true })
    .fill("day\tfigure\tvalue\n14.05.2026\tVisits\t120\n15.05.2026\tCost\t99,50");
  await expectAccessible(page);
  await dialog.getByRole("button", { name: /^Enter 2.values$/ }).click();
  const cost = page.getByRole("row", { name: /^Cost/ });
  await expect(cost).toContainText("99.50");
  await page.getByRole("button", { name: /^Change Cost/ }).click();
  await page.getByRole("dialog").getByLabel("Value", { exact: true }).fill("105");
  await page.getByRole("button", { name: "Save value" }).click();
  await expect(cost).toContainText("105.00");
  await page.getByRole("link", { name: /^History of Cost/ }).click();
  await expect(page.getByText(/replaced by 105\.00/)).toBeVisible();
  await page.getByRole("button", { name: /^Undo the entry/ }).click();
  await expect(page.getByText(/replaced by 105\.00/)).toHaveCount(0);
  await expectAccessible(page);

  const viewer = await shop.open("viewer", "/kpis/values");
  await expect(viewer.getByRole("row", { name: /^Cost/ })).toContainText("99.50");
  await expect(viewer.getByRole("button", { name: "Paste a table" })).toHaveCount(0);
});

test("what was typed of a campaign stands beside its results, with its author, and leads to every value", async ({
  shop,
}) => {
  const campaign = await makeCampaign(shop.ctx(), { name: "Letters of May" });
  const page = await shop.open("marketer", `/campaigns/${campaign.id}/results`);
  await expect(page.getByRole("heading", { name: "No results before the launch" })).toBeVisible();
  await expect(page.getByRole("heading", { name: "Typed values" })).toHaveCount(0);
  await visit(page, "/kpis/values");
  await page.getByRole("button", { name: "Type a value" }).first().click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("Figure").fill("Cost");
  await dialog.getByLabel("Value", { exact: true }).fill("250");
  await dialog.getByLabel("Of whom").selectOption("Letters of May");
  await dialog.getByLabel("Channel").fill("post");
  await dialog.getByRole("button", { name: "Type value" }).click();
  await expect(dialog).toBeHidden();
  await visit(page, `/campaigns/${campaign.id}/results`);
  const row = page
    .getByRole("table", { name: "Typed values of the campaign" })
    .getByRole("row", { name: /^Cost/ });
  await expect(row).toContainText("250.00");
  await expect(row).toContainText(shop.people.marketer.name);
  await expect(row).toContainText("not in the comparison");
  await expectAccessible(page);
  await row.getByRole("link").click();
  await expect(page).toHaveURL(/\/kpis\/values\?campaign=.*figure=cost/);
  await expect(page.getByRole("row", { name: /^Cost/ })).toContainText("post");
});
