import { describe, expect, test } from "vitest";
import type { CustomerIntake } from "./customer";
import { type CustomerState, settleCustomers } from "./settle";

const row = (externalId: string, more: Omit<CustomerIntake, "key"> = {}): CustomerIntake => ({
  key: { externalId },
  ...more,
});

const stored = (no: number, more: Partial<CustomerState> = {}): CustomerState => ({
  no,
  isErased: false,
  externalId: `${no}`,
  fields: { city: "Riga", firstSeenAt: "2024-01-02T00:00:00.000Z" },
  attrs: { likes: ["tea"] },
  consents: { email: "in", sms: "out", phone: "unknown", post: "unknown", ads: "unknown" },
  ...more,
});

const known = new Map([["id:1", stored(1)]]);

describe("customers from a source", () => {
  test("are new once; a second row of the same one changes them or says nothing new", () => {
    const { outcomes, created } = settleCustomers(
      new Map(),
      [row("7"), row("7", { fields: { city: "Riga" } }), row("7", { fields: { city: "Riga" } })],
      "update",
    );
    expect(outcomes).toEqual(["created", "changed", "unchanged"]);
    expect(created.get("id:7")).toMatchObject({ no: 0, externalId: "7", fields: { city: "Riga" } });
  });

  test("are unchanged when everything said is so already, whatever the notation of the moment", () => {
    const same = row("1", {
      fields: { city: "Riga", firstSeenAt: "2024-01-02T00:00:00Z" },
      attrs: { likes: ["tea"] },
      consents: { email: "in" },
    });
    const { outcomes, changed } = settleCustomers(known, [same], "update");
    expect(outcomes).toEqual(["unchanged"]);
    expect(changed.size).toBe(0);
  });

  test("stay opted out, also when the same file says in after out", () => {
    const rows = [
      row("1", { consents: { sms: "in" } }),
      row("1", { consents: { email: "out" }, consentAt: "2025-01-01T00:00:00Z" }),
      row("1", { consents: { email: "in" } }),
    ];
    const { outcomes, changed, consents } = settleCustomers(known, rows, "update");
    expect(outcomes).toEqual(["unchanged", "changed", "unchanged"]);
    expect(changed.get(1)?.consents).toMatchObject({ email: "out", sms: "out" });
    expect(consents).toEqual([
      { key: "id:1", no: 1, channel: "email", status: "out", at: "2025-01-01T00:00:00Z" },
    ]);
  });

  test("only have gaps filled by a source that tells of them in passing", () => {
    const told = row("1", {
      fields: { city: "Tallinn", country: "EE" },
      attrs: { likes: ["cake"], size: 3 },
      consents: { post: "in" },
    });
    const { changed } = settleCustomers(known, [told], "fill");
    expect(changed.get(1)).toMatchObject({
      fields: { city: "Riga", country: "EE" },
      attrs: { likes: ["tea"], size: 3 },
      consents: { post: "unknown" },
    });
  });

  test("who were erased are left alone", () => {
    const erased = new Map([["id:1", stored(1, { isErased: true })]]);
    const { outcomes, changed } = settleCustomers(erased, [row("1", { fields: { city: "Oslo" } })], "update");
    expect(outcomes).toEqual(["erased"]);
    expect(changed.size).toBe(0);
  });

  test("two addresses of one person change one person", () => {
    const ana = stored(4);
    const byAddress = new Map([
      ["email:a@example.org", ana],
      ["email:b@example.org", ana],
    ]);
    const rows = ["a", "b"].map((name) => ({
      key: { email: `${name}@example.org` },
      fields: name === "a" ? { city: "Oslo" } : { country: "NO" },
    }));
    const { changed } = settleCustomers(byAddress, rows, "update");
    expect([...changed.keys()]).toEqual([4]);
    expect(changed.get(4)?.fields).toMatchObject({ city: "Oslo", country: "NO" });
  });
});
