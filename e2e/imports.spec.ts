import { readFileSync } from "node:fs";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { DESK, expect, expectAccessible, expectNoSideScroll, LOOKS, setLook, test, visit } from "./fixtures";
import { run, upload } from "./importing";

const CUSTOMERS = `kund_nr;epost;fdat;stad;samtycke;income;Drink
1;ana@example.org;13/04/1988;Rīga;J;60000;tea
2;bo@example.org;21/11/1979;Tallinn;N;58000;coffee
3;broken;02/03/1991;Vilnius;J;61000;tea
4;di@example.org;30/01/1990;Rīga;J;75000;tea
`;

const ORDERS = `Order ID,Order Date,SKU,Product name,Category,Quantity,Price,Customer ID
1001,2024-01-02 10:00,x1,Cup,Kitchen,2,1.25,1.0
1001,2024-01-02 10:00,x2,Plate,Kitchen,1,10,1.0
1002,2024-01-03 11:00,x1,Cup,Kitchen,1,1.25,
C1003,2024-01-04 12:00,x1,Cup,Kitchen,-1,1.25,1.0
1004,2024-02-04 12:00,x1,Cup,Kitchen,4,1.25,9.0
1005,2024-02-05 12:00,x1,Cup,Kitchen,1,0,9.0
`;

async function expectGoodLooks(page: Page) {
  for (const look of LOOKS) {
    await setLook(page, look);
    await expectNoSideScroll(page);
    await expectAccessible(page);
  }
  await setLook(page, { theme: "light", width: DESK });
}

test("a file of customers is matched, corrected, imported; its bad rows come back as a file", async ({
  shop,
}) => {
  test.slow();
  const page = await shop.open("marketer");
  await visit(page, "/customers/import");
  await expect(page.getByText("Nothing was imported yet")).toBeVisible();
  await expectGoodLooks(page);

  await upload(page, "Customers", "customers-may.csv", CUSTOMERS);
  await expect(page.getByLabel("Delimiter")).toHaveValue(";");
  await expect(page.getByLabel("Field for kund_nr")).toHaveValue("externalId");
  await expect(page.getByLabel("Field for samtycke")).toHaveValue("consentEmail");
  await expect(page.getByLabel("How fdat is read")).toHaveValue("date-dmy");
  await expect(page.getByText("1 not a valid address")).toBeVisible();
  await expectGoodLooks(page);

  await page.getByLabel("First line").selectOption("is a row already");
  await expect(page.getByRole("rowheader", { name: "Column 1" })).toBeVisible();
  await page.getByLabel("First line").selectOption("names the columns");
  await expect(page.getByLabel("Name of the new field for Drink")).toHaveValue("Drink");
  await page.getByLabel("Field for epost").selectOption("Do not import");
  await page.getByLabel("Key of customers").selectOption("e-mail address");
  await expect(page.getByText("Choose the column that holds the e-mail address.")).toBeVisible();
  await expect(page.getByRole("button", { name: /^Import/ })).toBeDisabled();
  await page.getByLabel("Key of customers").selectOption("customer number");
  await page.getByLabel("Field for epost").selectOption("E-mail");
  await page.getByLabel("Name of the new field for Drink").fill("Favourite drink");

  await run(page, "Import 4 rows");
  await expect(page.getByText(/3\snew customers, 0 changed, 0 unchanged\./)).toBeVisible();
  await expect(page.getByRole("row", { name: /epost is not a valid address/ })).toBeVisible();
  await expectGoodLooks(page);

  const download = page.waitForEvent("download");
  await page.getByRole("link", { name: "Download with reasons" }).click();
  const file = await download;
  expect(file.suggestedFilename()).toBe("customers-may-rejected.csv");
  const text = readFileSync(await file.path(), "utf8");
  expect(text).toContain("Facet row,Facet reason");
  expect(text).toContain("3,broken,02/03/1991,Vilnius,J,61000,tea,4,epost is not a valid address");

  await upload(page, "Customers", "customers-may.csv", CUSTOMERS);
  await expect(page.getByText(/matched as you matched these columns the last time/)).toBeVisible();
  await expect(page.getByLabel("Field for Drink")).toHaveValue("attr:favourite_drink");
  await run(page, "Import 4 rows");
  await expect(page.getByText("Everything in this file was known already. Nothing changed.")).toBeVisible();

  await visit(page, "/customers/import");
  await expect(page.getByRole("link", { name: "customers-may.csv" })).toHaveCount(2);
  await expectGoodLooks(page);
});

test("a packed file of orders nets returns out, and its filter takes only what was sold", async ({
  makeShop,
}) => {
  test.slow();
  const whole = await (await makeShop({ currency: "GBP" })).open("manager");
  await upload(whole, "Orders", "orders.csv.gz", gzipSync(ORDERS));
  await expect(whole.getByText("unpacked from gzip")).toBeVisible();
  await expect(whole.getByLabel("Field for Order ID")).toHaveValue("orderNumber");
  await whole.getByLabel("Beginning of the numbers of cancellations").fill("C");
  await run(whole, "Import 6 rows");
  await expect(whole.getByText(/5\snew order lines/)).toBeVisible();
  await expect(whole.getByText(/^16\.25\s£$/)).toBeVisible();
  await expect(whole.getByRole("row", { name: /No customer/ })).toBeVisible();
  await expectGoodLooks(whole);

  const sold = await (await makeShop({ currency: "GBP" })).open("manager");
  await upload(sold, "Orders", "orders.csv", ORDERS);
  await sold.getByLabel("Beginning of the numbers of cancellations").fill("C");
  await sold.getByLabel("Take only lines with a quantity above zero and a price above zero").check();
  await sold.getByLabel("Leave out cancellations").check();
  await run(sold, "Import 6 rows");
  await expect(sold.getByText(/3\snew order lines/)).toBeVisible();
  await expect(sold.getByText(/^17\.50\s£$/)).toBeVisible();
});

test("a file that cannot be imported is refused with what to do instead", async ({ shop }) => {
  const page = await shop.open("owner", "/customers/import");
  const choose = (name: string, buffer: Buffer) =>
    page
      .getByLabel("Drop a CSV file here, or choose one")
      .setInputFiles({ name, mimeType: "text/csv", buffer });
  await choose("empty.csv", Buffer.alloc(0));
  await expect(page.getByRole("alert").filter({ hasText: "This file is empty." })).toBeVisible();
  await choose("book.csv", Buffer.from("504b0304140000", "hex"));
  await expect(page.getByRole("alert").filter({ hasText: "Save the sheet as CSV" })).toBeVisible();
  await choose("header.csv", Buffer.from("id,name\n"));
  await expect(page.getByRole("alert").filter({ hasText: "only a header" })).toBeVisible();
  await visit(page, "/customers/import");
  await page.getByRole("link", { name: "book.csv" }).click();
  await expect(page.getByText("The import failed.")).toBeVisible();
});

test("a file is discarded before anything is written, by keyboard", async ({ shop }) => {
  const page = await shop.open("marketer");
  await upload(page, "Customers", "mistake.csv", CUSTOMERS);
  await page.getByRole("button", { name: "Discard file" }).focus();
  await page.keyboard.press("Enter");
  await page.getByRole("dialog").getByRole("button", { name: "Discard file" }).focus();
  await page.keyboard.press("Enter");
  await expect(page.getByText("It was stopped before anything was written.")).toBeVisible();
});

test("members and viewers are told why imports are closed to them", async ({ shop }) => {
  for (const role of ["member", "viewer"] as const) {
    const page = await shop.open(role, "/customers/import");
    await expect(page.getByRole("heading", { name: "Imports: not open to your role" })).toBeVisible();
    await expectGoodLooks(page);
  }
});
