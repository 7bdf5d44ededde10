/** A value and its name, as a select shows it. */
export type Choice = { value: string; label: string };

const COMMON = ["EUR", "GBP", "USD", "CHF", "DKK", "NOK", "SEK", "PLN", "CZK", "CAD", "AUD", "JPY"];

/** Every currency, the common ones first. Made on the server: browsers know other names for some. */
export function currencyChoices(): Choice[] {
  const names = new Intl.DisplayNames("en-GB", { type: "currency" });
  const codes = new Set([...COMMON, ...Intl.supportedValuesOf("currency")]);
  return [...codes].map((code) => ({ value: code, label: `${code}, ${names.of(code) ?? code}` }));
}

/** Every time zone; `current` is among them even where this server lists it under another name. */
export function timeZoneChoices(current?: string): Choice[] {
  const zones = new Set([...(current ? [current] : []), "Etc/UTC", ...Intl.supportedValuesOf("timeZone")]);
  return [...zones].sort().map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }));
}
