import { expect, test } from "vitest";
import { composeDigest } from "./compose";

const content = {
  ...{ workspace: "Nordic & Co", name: "Ana", news: 2, rhythm: "each day at 08:00, Europe/Riga" },
  baseUrl: "https://facet.example/",
  sections: [
    {
      title: "Given to you",
      lines: [{ text: "Ben handed you “<b>Copy</b>”\nin “Spring”", href: "/campaigns/1/plan" }],
      more: 3,
    },
  ],
};

test("text and HTML say the same, with whole links and nothing that somebody typed as markup", () => {
  const { subject, text, html } = composeDigest(content);
  expect(subject).toBe("2 things are new in Nordic & Co");
  expect(text).toContain(
    "- Ben handed you “<b>Copy</b>” in “Spring”\n  https://facet.example/campaigns/1/plan",
  );
  expect(text).toContain("and 3 more in Facet");
  expect(text).toContain("https://facet.example/settings/me#notices");
  expect(html).toContain('<a href="https://facet.example/campaigns/1/plan"');
  expect(html).not.toContain("<b>");
  expect(html).toContain("Nordic &#38; Co");
  expect(html).toContain("You get this each day at 08:00, Europe/Riga, when something is new.");
});

test("one thing is told as one", () => {
  const { subject, text } = composeDigest({ ...content, news: 1, sections: [] });
  expect(subject).toBe("1 thing is new in Nordic & Co");
  expect(text.split("\n").every((line) => line.length < 200)).toBe(true);
});
