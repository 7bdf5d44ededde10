/** What a sheet is drawn with. Coordinates are CSS pixels; colours are of the light theme, since paper is white. */
export type Mark =
  | {
      kind: "rect";
      x: number;
      y: number;
      width: number;
      height: number;
      fill?: string;
      opacity?: number;
      stroke?: string;
      dash?: string;
      radius?: number;
    }
  | { kind: "path"; d: string; fill?: string; stroke?: string; width?: number; dash?: string; arrow?: Arrow }
  | {
      kind: "text";
      x: number;
      /** Of the baseline. */
      y: number;
      text: string;
      size: number;
      fill: string;
      isStrong?: boolean;
      anchor?: "start" | "middle" | "end";
      /** A white edge, for words over lines. */
      halo?: boolean;
    }
  /** Nothing inside is drawn beyond its edges. */
  | { kind: "clip"; x: number; y: number; width: number; height: number; marks: readonly Mark[] };

export type Arrow = "plain" | "broken";

/** One page, or one picture of all. `label` says it to those who do not see it. */
export type Sheet = {
  width: number;
  height: number;
  /** White around all of it. */
  margin: number;
  label: string;
  marks: readonly Mark[];
};

/** How large a sheet is with its margin. */
export const sizeOf = ({ width, height, margin }: Sheet) => ({
  width: width + 2 * margin,
  height: height + 2 * margin,
});

export const PAPER = {
  surface: "#ffffff",
  sunken: "#f3f3f0",
  line: "#e2e2dd",
  lineStrong: "#85878f",
  ink: "#1b1e27",
  ink2: "#484d5a",
  ink3: "#656a77",
  accent: "#2f58c4",
  warn: "#855000",
  bad: "#b0261f",
} as const;

/** By the place of a channel, as the screen has them; 0 is for what has none or lies beyond the sixth. */
export const PAPER_CHART = ["#898c94", "#2f58c4", "#c67904", "#12938d", "#c4375d", "#a378d6", "#225231"];

export const HATCH = "url(#conflict)";
const FONT = "Inter, 'Helvetica Neue', Helvetica, Arial, sans-serif";

/** What the drawing refers to: the hatch of conflicts and the heads of lines. */
const DEFS = `<defs><pattern id="conflict" width="4" height="4" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><rect width="4" height="4" fill="${PAPER.surface}"/><rect width="2" height="4" fill="${PAPER.bad}"/></pattern>${(
  [
    ["plain", PAPER.lineStrong],
    ["broken", PAPER.bad],
  ] as const
)
  .map(
    ([name, fill]) =>
      `<marker id="arrow-${name}" viewBox="0 0 6 6" refX="5" refY="3" markerWidth="6" markerHeight="6" markerUnits="userSpaceOnUse" orient="auto"><path d="M0 0 6 3 0 6z" fill="${fill}"/></marker>`,
  )
  .join("")}</defs>`;

const ENTITY: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

/** Text inside XML. What XML 1.0 cannot hold at all is left out. */
export function escapeXml(text: string): string {
  return (
    text
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Cs}/gu, "")
      .replace(/[&<>"]/g, (sign) => ENTITY[sign] ?? "")
  );
}

const attributes = (given: Record<string, string | number | undefined>) =>
  Object.entries(given)
    .flatMap(([name, value]) =>
      value === undefined
        ? []
        : [` ${name}="${typeof value === "number" ? Math.round(value * 100) / 100 : escapeXml(value)}"`],
    )
    .join("");

function markText(mark: Mark): string {
  switch (mark.kind) {
    case "rect": {
      const { kind, dash, radius, opacity, fill = "none", ...rest } = mark;
      return `<rect${attributes({ ...rest, fill, rx: radius, "fill-opacity": opacity, "stroke-dasharray": dash })}/>`;
    }
    case "path": {
      const { d, fill = "none", stroke, width, dash, arrow } = mark;
      return `<path${attributes({
        ...{ d, fill, stroke, "stroke-width": width, "stroke-dasharray": dash },
        "marker-end": arrow && `url(#arrow-${arrow})`,
      })}/>`;
    }
    case "text": {
      const { x, y, text, size, fill, isStrong, anchor, halo } = mark;
      const edge = halo && { stroke: PAPER.surface, "stroke-width": 3, "paint-order": "stroke" };
      const weight = isStrong ? 600 : undefined;
      return `<text${attributes({ x, y, fill, "font-size": size, "font-weight": weight, "text-anchor": anchor, ...edge })}>${escapeXml(text)}</text>`;
    }
    case "clip": {
      const { x, y, width, height, marks } = mark;
      const viewBox = [x, y, width, height].join(" ");
      return `<svg${attributes({ x, y, width, height, viewBox })}>${marks.map(markText).join("")}</svg>`;
    }
  }
}

/** A sheet as an SVG document of its own: no script, no style sheet, nothing from elsewhere. */
export function sheetSvg(sheet: Sheet): string {
  const { margin, label, marks } = sheet;
  const { width, height } = sizeOf(sheet);
  const size = attributes({ width, height, viewBox: `${-margin} ${-margin} ${width} ${height}` });
  return `<svg xmlns="http://www.w3.org/2000/svg"${size}${attributes({ "font-family": FONT })} role="img"${attributes({ "aria-label": label })}><title>${escapeXml(label)}</title>${DEFS}<rect x="${-margin}" y="${-margin}" width="${width}" height="${height}" fill="${PAPER.surface}"/>${marks.map(markText).join("")}</svg>`;
}
