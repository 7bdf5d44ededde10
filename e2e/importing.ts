import type { Page } from "@playwright/test";
import { expect, visit } from "./fixtures";

/** Chooses a file on the page of imports and waits until its columns can be matched. */
export async function upload(
  page: Page,
  kind: "Customers" | "Orders" | "Finished campaign",
  name: string,
  file: string | Buffer,
) {
  await visit(page, "/customers/import");
  await page.getByRole("radio", { name: kind }).check();
  await page
    .getByLabel("Drop a CSV file here, or choose one")
    .setInputFiles({ name, mimeType: "text/csv", buffer: Buffer.from(file) });
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Match columns", { timeout: 30_000 });
}

/** Presses the button in the head and waits for the result. */
export async function run(page: Page, button: string, timeout = 30_000) {
  await page.getByRole("button", { name: button }).click();
  await expect(page.getByText("The import is done.")).toBeVisible({ timeout });
}
