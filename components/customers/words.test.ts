import { expect, test } from "vitest";
import { consentSummary } from "./consent-marks";
import { filterNames } from "./words";

test("consents read as one sentence", () => {
  const none = {
    email: "unknown",
    sms: "unknown",
    phone: "unknown",
    post: "unknown",
    ads: "unknown",
  } as const;
  expect(consentSummary({ ...none, email: "in", sms: "in", ads: "out" })).toBe(
    "Opted in to e-mail and SMS, out of ads, not asked about phone and post",
  );
  expect(consentSummary(none)).toBe("Not asked about e-mail, SMS, phone, post and ads");
});

test("filters have a name and a value", () => {
  const filters = {
    search: "ana",
    segmentId: "1",
    country: "LV",
    consent: "sms:out",
    stage: "once",
  } as const;
  expect(
    filterNames(filters, [{ id: "1", name: "VIP" }]).map(({ name, value }) => `${name}: ${value}`),
  ).toEqual([
    "Search: “ana”",
    "Segment: VIP",
    "Country: LV",
    "Consent: opted out of SMS",
    "Orders: ordered once",
  ]);
  expect(filterNames({ segmentId: "2" }, [])).toEqual([
    { param: "segment", name: "Segment", value: "one that is gone" },
  ]);
  expect(filterNames({}, [])).toEqual([]);
});
