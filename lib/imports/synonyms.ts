import type { ImportKind } from "./import";

/**
 * Column names by the field they mean, in the order of trust: exports of HubSpot (English, German, internal names),
 * Salesforce, Mailchimp and Shopify, and plain words. Compared without case, accents, spaces and signs.
 */
const CUSTOMER: Record<string, string> = {
  externalId:
    "customer id|customer number|customer no|customer key|customer|client id|user id|contact id|record id|record id - contact|hs_object_id|datensatz-id|kundennummer|kunden-nr|kundennr|kund_nr|external id|id|passenger id|leid",
  email: "email|e-mail|email address|e-mail address|e-mail-adresse|mail|epost|e-post|customer email",
  firstName: "first name|firstname|given name|vorname|prenom|fname|forename",
  lastName: "last name|lastname|surname|family name|nachname|nom|lname",
  phone:
    "phone|phone number|telephone|telefon|telefonnummer|mobile|mobile phone|mobilephone|mobile phone number",
  birthDate:
    "birth date|birthdate|date of birth|dob|geburtsdatum|birthday|year of birth|year_birth|birth year|fdat|geburtsjahr",
  gender: "gender|sex|geschlecht|anrede|salutation",
  firstSeenAt:
    "dt_customer|customer since|create date|createdate|created date|createddate|created at|signup date|sign-up date|registered|registered at|erstellungsdatum|kunde seit|optin_time|confirm_time",
  source: "source|lead source|leadsource|original source|hs_analytics_source|quelle|referrer",
  country:
    "country|country/region|mailing country|mailingcountry|land|default address country code|billing country|cc",
  region:
    "state|region|state/region|province|county|mailing state|mailingstate|mailing state/province|bundesland|default address province code",
  city: "city|town|mailing city|mailingcity|stadt|ort|stad|default address city",
  postcode:
    "zip|zip code|postal code|postcode|mailing zip/postal code|mailingpostalcode|plz|postleitzahl|default address zip",
  language: "language|preferred language|hs_language|sprache|locale",
  maritalStatus: "marital status|marital_status|marital|relationship status|familienstand",
  education: "education|education level|degree|bildung|schulabschluss",
  income: "income|annual income|household income|yearly income|einkommen",
  company:
    "company|company name|account name|organisation|organization|firma|unternehmen|default address company",
  industry: "industry|branche|sector",
  companySize: "company size|number of employees|employees|numberofemployees|mitarbeiterzahl",
  jobTitle: "job title|jobtitle|title|position|berufsbezeichnung|job",
  consentEmail:
    "email consent|e-mail consent|accepts email marketing|accepts marketing|newsletter|newsletter consent|subscribed|samtycke|email marketing consent|email permission",
  consentSms: "sms consent|accepts sms marketing|sms marketing consent",
  consentPhone: "phone consent|call consent",
  consentPost: "post consent|mail consent|direct mail consent",
  consentAds: "ads consent|advertising consent|ad consent",
  optOutEmail:
    "email opt out|hasoptedoutofemail|unsubscribed from all email|hs_email_optout|opted out of email",
  optOutPhone: "do not call|donotcall",
  unsubscribedAt: "unsub_time|unsubscribed at|unsubscribe date",
};

const ORDER: Record<string, string> = {
  orderNumber:
    "order number|order no|order id|orderid|order|invoice no|invoiceno|invoice|invoice number|transaction id|receipt number|bestellnummer|rechnungsnummer|name",
  orderedAt:
    "order date|ordered at|orderdate|invoice date|invoicedate|purchase date|transaction date|created at|processed at|paid at|date|datum|bestelldatum|rechnungsdatum|timestamp",
  channel: "channel|sales channel|source|source name|kanal",
  currency: "currency|currency code|währung",
  productCode:
    "stock code|stockcode|product code|sku|lineitem sku|variant sku|item number|product id|article number|artikelnummer",
  productName: "product name|product|description|lineitem name|item name|item|artikel|bezeichnung|produkt",
  category: "category|product category|product type|sub-category|kategorie|warengruppe",
  quantity: "quantity|qty|lineitem quantity|units|menge|anzahl|amount of items",
  unitPrice: "unit price|unitprice|price|lineitem price|item price|preis|einzelpreis|stückpreis",
  lineTotal:
    "line total|line amount|total price|amount|sales|revenue|net sales|betrag|gesamtpreis|total|umsatz|spend",
  externalId:
    "customer id|customerid|customer number|customer no|customer|client id|user id|kundennummer|kunden-nr|kundennr",
  email: "email|e-mail|customer email|email address|contact email",
  country: "country|customer country|billing country|shipping country|land",
  firstName: "first name|firstname|customer first name|vorname",
  lastName: "last name|lastname|customer last name|nachname",
};

const CAMPAIGN: Record<string, string> = {
  externalId: ORDER.externalId ?? "",
  email: ORDER.email ?? "",
  arm: "group|arm|variant|treatment|test group|campaign group|cell|experiment group|segment|gruppe",
  segment: "customer segment|segment name|micro segment|history_segment|zielgruppe",
  reached: "visit|visited|visits|response|responded|clicked|click|goal|reached",
  bought: "conversion|converted|ordered|orders|order|bought|purchase|purchased|buyer",
  spend: "spend|revenue|amount|sales|order value|umsatz|betrag",
};

/** A column name without what people write differently. */
export function plainName(name: string): string {
  return name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, "");
}

function tableOf(words: Record<string, string>): ReadonlyMap<string, { field: string; rank: number }> {
  return new Map(
    Object.entries(words).flatMap(([field, list]) =>
      list.split("|").map((word, rank) => [plainName(word), { field, rank }] as const),
    ),
  );
}

const TABLES = { customers: tableOf(CUSTOMER), orders: tableOf(ORDER), campaign: tableOf(CAMPAIGN) };

/** The field that a column of this name means in a file of the kind, and how far down the list it stands. */
export function meaningOf(kind: ImportKind, name: string): { field: string; rank: number } | null {
  return TABLES[kind].get(plainName(name)) ?? null;
}
