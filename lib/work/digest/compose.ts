/** A line of a digest: a sentence, and where it leads within Facet. */
export type DigestLine = { text: string; href: string };
/** `more` counts lines that are not listed. */
export type DigestSection = { title: string; lines: readonly DigestLine[]; more?: number };

export type DigestContent = {
  workspace: string;
  name: string;
  /** How many things are new; the subject says it. */
  news: number;
  sections: readonly DigestSection[];
  /** "each day at 08:00, Europe/Riga". */
  rhythm: string;
  baseUrl: string;
};

export const SETTINGS_PATH = "/settings/me#notices";

const escaped = (text: string) => text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
/** One line, whatever somebody typed into a name. */
const flat = (text: string) => text.replace(/\s+/gu, " ").trim();

const things = (count: number) => `${count} ${count === 1 ? "thing is" : "things are"} new`;

/** Subject, plain text and HTML of a digest; both bodies say the same. */
export function composeDigest(content: DigestContent): { subject: string; text: string; html: string } {
  const { workspace, name, news, sections, rhythm, baseUrl } = content;
  const link = (href: string) => new URL(href, baseUrl).href;
  const title = `${things(news)} in ${flat(workspace)}`;
  const moreWords = (more = 0) => (more > 0 ? `and ${more} more in Facet` : null);
  const foot = `You get this ${rhythm}, when something is new. Change or stop it:`;
  const text = [
    `Good day ${flat(name)},`,
    `${title}.`,
    ...sections.map((section) =>
      [
        section.title.toUpperCase(),
        ...section.lines.map((line) => `- ${flat(line.text)}\n  ${link(line.href)}`),
        ...(section.more ? [`- ${moreWords(section.more)}: ${link("/work")}`] : []),
      ].join("\n"),
    ),
    `${foot}\n${link(SETTINGS_PATH)}`,
  ].join("\n\n");
  const anchor = (href: string, words: string) =>
    `<a href="${escaped(link(href))}" style="color:#2f58c4">${escaped(words)}</a>`;
  const html = `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${escaped(title)}</title></head>
<body style="margin:0;padding:24px 16px;font:14px/22px system-ui,sans-serif">
<div style="max-width:560px;margin:0 auto">
<p>Good day ${escaped(flat(name))},</p>
<p>${escaped(title)}.</p>
${sections
  .map(
    (section) => `<h2 style="margin:24px 0 4px;font-size:14px">${escaped(section.title)}</h2>
<ul style="margin:0;padding-left:20px">
${section.lines.map((line) => `<li>${anchor(line.href, flat(line.text))}</li>`).join("\n")}${
  section.more ? `\n<li>${anchor("/work", moreWords(section.more) ?? "")}</li>` : ""
}
</ul>`,
  )
  .join("\n")}
<p style="margin-top:32px;font-size:12px">${escaped(foot.slice(0, foot.indexOf(" Change")))} ${anchor(SETTINGS_PATH, "Change or stop it")}.</p>
</div>
</body></html>`;
  return { subject: title, text, html };
}
