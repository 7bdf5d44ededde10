// What a source file imports, read with swc: the one parser here that knows TSX and needs no TypeScript API
// (TypeScript 7 has none). Used by dependency-cruiser's configuration and by lib/architecture.test.ts.
const fs = require("node:fs");
const path = require("node:path");
const swc = require("@swc/core");

const parseText = swc.parseSync;

/** The syntax tree of a source text; `file` tells whether it may hold JSX. */
const parseSource = (text, file) =>
  parseText(text, { syntax: "typescript", target: "es2022", tsx: /x$/.test(file), decorators: true });

function* nodesOf(node) {
  if (typeof node !== "object" || node === null) return;
  if (typeof node.type === "string") yield node;
  for (const child of Object.values(node)) yield* nodesOf(child);
}

const isTypeOnly = ({ typeOnly, specifiers = [] }) =>
  typeOnly || (specifiers.length > 0 && specifiers.every((specifier) => specifier.isTypeOnly));

function importIn(node) {
  if (/^(Import|ExportNamed|ExportAll)Declaration$/.test(node.type) && node.source)
    return { name: node.source.value, kind: isTypeOnly(node) ? "type" : "value" };
  if (node.type === "TsImportType") return { name: node.argument.value, kind: "type" };
  const isCall = node.type === "CallExpression" && node.arguments[0]?.expression.type === "StringLiteral";
  if (isCall && (node.callee.type === "Import" || node.callee.value === "require"))
    return { name: node.arguments[0].expression.value, kind: "dynamic" };
  return null;
}

/** "@/lib/days" as seen from the file: "../../lib/days". The working directory is the project's root. */
function relativeName(name, file) {
  if (!name.startsWith("@/")) return name;
  const target = path.relative(path.dirname(path.resolve(file)), path.resolve(name.slice(2)));
  return target.startsWith(".") ? target : `./${target}`;
}

/** Every import of a text as { name, kind: "value" | "type" | "dynamic" }, aliases made relative. */
function importsIn(text, file) {
  const found = [];
  for (const node of nodesOf(parseSource(text, file).body)) {
    const one = importIn(node);
    if (one) found.push({ ...one, name: relativeName(one.name, file) });
  }
  return found;
}

/** The file reduced to its imports, in the three forms that dependency-cruiser's swc visitor tells apart. */
function importSkeleton(text, file) {
  const line = ({ name, kind }, index) => {
    const quoted = JSON.stringify(name);
    if (kind === "type") return `let type${index}: import(${quoted});`;
    return kind === "dynamic" ? `import(${quoted});` : `import ${quoted};`;
  };
  return importsIn(text, file).map(line).join("\n");
}

/** dependency-cruiser 17 parses no TSX through swc and takes `import type` for a real import: help it. */
function teachDependencyCruiser() {
  swc.parseFileSync = (file, options) =>
    parseText(importSkeleton(fs.readFileSync(file, "utf8"), file), options);
}

module.exports = { importsIn, nodesOf, parseSource, relativeName, teachDependencyCruiser };
