import { describe, expect, test } from "vitest";
import { describeFile } from "./describe";
import { detectDialect } from "./detect";
import type { ImportKind } from "./import";
import { readRecords } from "./records";
import { REJECT_COLUMNS, suggestMapping } from "./suggest";

async function* bytesOf(file: Uint8Array) {
  yield file;
}

/** The way of a file up to its suggestion: each column with where it goes, and what was detected. */
async function suggested(kind: ImportKind, text: string | Uint8Array) {
  const file = typeof text === "string" ? Buffer.from(text) : text;
  const dialect = await detectDialect(() => bytesOf(file));
  const { columns, footerRows } = await describeFile(readRecords(bytesOf(file), dialect), dialect);
  const mapping = suggestMapping(kind, columns, [{ key: "roast", label: "Roast level", type: "choice" }]);
  const fields = Object.fromEntries(columns.map(({ name }, at) => [name, mapping.columns[at]?.field]));
  return { dialect, mapping, fields, footerRows };
}

describe("exports of other products", () => {
  test("HubSpot, in German, with semicolons", async () => {
    const { fields, dialect } = await suggested(
      "customers",
      "Datensatz-ID;Vorname;Nachname;E-Mail;Telefonnummer;Erstellungsdatum\n101;Jörg;Grün;joerg@example.org;+49 30 123;2024-01-31 10:00\n102;Zoë;Weiß;zoe@example.org;+49 30 124;2024-02-28 11:00\n",
    );
    expect(dialect).toMatchObject({ delimiter: ";", encoding: "utf-8", hasHeader: true });
    expect(fields).toEqual({
      "Datensatz-ID": "externalId",
      Vorname: "firstName",
      Nachname: "lastName",
      "E-Mail": "email",
      Telefonnummer: "phone",
      Erstellungsdatum: "firstSeenAt",
    });
  });

  test("Salesforce, in Latin letters of one byte, with a report's footer", async () => {
    const text =
      '"Contact ID","First Name","Last Name","Mailing City","Email Opt Out"\n"003A","Zoë","Müller","Zürich","1"\n"003B","Ana","Kiel","Genève","0"\n\n"Confidential Information - Do Not Distribute"\n';
    const { fields, dialect, footerRows } = await suggested("customers", Buffer.from(text, "latin1"));
    expect(dialect.encoding).toBe("windows-1252");
    expect(footerRows).toBe(1);
    expect(fields).toMatchObject({
      "Contact ID": "externalId",
      "Mailing City": "city",
      "Email Opt Out": "optOutEmail",
    });
  });

  test("Mailchimp, whose unsubscribed file can only say out", async () => {
    const { fields, mapping } = await suggested(
      "customers",
      "Email Address,First Name,Last Name,OPTIN_TIME,UNSUB_TIME,UNSUB_REASON,UNSUB_REASON\nana@example.org,Ana,Lind,2023-01-02 10:00:00,2024-01-02 10:00:00,n,spam\nbo@example.org,Bo,Berg,2023-01-05 10:00:00,2024-02-03 10:00:00,n,other\n",
    );
    expect(mapping.key).toBe("email");
    expect(fields).toMatchObject({
      "Email Address": "email",
      OPTIN_TIME: "firstSeenAt",
      UNSUB_TIME: "unsubscribedAt",
    });
    expect(Object.keys(fields)).toContain("UNSUB_REASON (2)");
  });

  test("Shopify, orders with one line per row", async () => {
    const { fields, mapping } = await suggested(
      "orders",
      "Name,Email,Created at,Currency,Lineitem quantity,Lineitem name,Lineitem price,Lineitem sku\n#1001,ana@example.org,2024-01-02 10:00:00 +0100,EUR,2,Cup,12.50,CUP\n#1002,bo@example.org,2024-01-03 10:00:00 +0100,EUR,1,Plate,9.00,PLATE\n",
    );
    expect(mapping.key).toBe("email");
    expect(fields).toEqual({
      Name: "orderNumber",
      Email: "email",
      "Created at": "orderedAt",
      Currency: "currency",
      "Lineitem quantity": "quantity",
      "Lineitem name": "productName",
      "Lineitem price": "unitPrice",
      "Lineitem sku": "productCode",
    });
  });
});

describe("columns that no field is called like", () => {
  test("go to the workspace's own field of that name, or make one; what holds nothing is left out", async () => {
    const { fields, mapping } = await suggested(
      "customers",
      "id,Roast level,MntWines,nothing\n1,dark,635,\n2,light,11,\n",
    );
    expect(fields).toEqual({ id: "externalId", "Roast level": "attr:roast", MntWines: "new", nothing: null });
    expect(mapping.columns[2]).toEqual({ field: "new", reading: "number", label: "Mnt wines" });
  });

  test("and those that a file of rejected rows was given are left out when it comes back", async () => {
    const { fields } = await suggested(
      "customers",
      `id,email,${REJECT_COLUMNS.join(",")}\n1,ana@example.org,4,Email is not a valid address\n`,
    );
    for (const name of REJECT_COLUMNS) expect(fields[name]).toBeNull();
  });
});

test("a title that is no title, and a name that holds something else, are no fields", async () => {
  const { fields } = await suggested("customers", "id,sex,birthday\n1,sometimes,blue\n2,never,green\n");
  expect(fields).toEqual({ id: "externalId", sex: "new", birthday: "new" });
});

test("cancellations are seen by the letter before their number", async () => {
  const { mapping } = await suggested(
    "orders",
    "InvoiceNo,InvoiceDate,UnitPrice,CustomerID\n536365,2010-12-01 08:26:00,2.55,17850.0\n536366,2010-12-01 08:28:00,1.85,17850.0\nC536379,2010-12-01 09:41:00,27.5,14527.0\n",
  );
  expect(mapping).toMatchObject({ cancelPrefix: "C", key: "externalId" });
});
