/** Words of the customer record that the schema, the rules and the screens share. */
export const GENDERS = ["female", "male", "other"] as const;
export const CHANNELS = ["email", "sms", "phone", "post", "ads"] as const;
export type Channel = (typeof CHANNELS)[number];
export const CHANNEL_LABEL: Record<Channel, string> = {
  email: "E-mail",
  sms: "SMS",
  phone: "Phone",
  post: "Post",
  ads: "Ads",
};
export const CONSENT_STATES = ["unknown", "in", "out"] as const;
export type ConsentState = (typeof CONSENT_STATES)[number];

export const ATTRIBUTE_TYPES = ["text", "number", "boolean", "date", "choice", "choices"] as const;
export type AttributeType = (typeof ATTRIBUTE_TYPES)[number];

/** GDPR article 9: usable only with explicit consent. */
export const SPECIAL_CATEGORIES = [
  "religion",
  "politics",
  "health",
  "ethnicity",
  "sexuality",
  "union",
] as const;
