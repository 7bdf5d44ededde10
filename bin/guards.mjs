// The laws that imports alone cannot say, as functions over texts and files; lib/architecture.test.ts applies them.
import fs from "node:fs";
import { builtinModules } from "node:module";
import path from "node:path";
import imports from "./imports.cjs";

const { importsIn, parseSource } = imports;

const isCtxParameter = (parameter) => {
  const pattern = parameter?.pat ?? parameter;
  return pattern?.typeAnnotation?.typeAnnotation?.typeName?.value === "Ctx" ? pattern.value : null;
};

const isAuthorizeCall = (expression, ctx) =>
  expression?.type === "CallExpression" &&
  expression.callee.value === "authorize" &&
  expression.arguments[0]?.expression.value === ctx;

/** Takes `ctx: Ctx` first, and the first statement is `authorize(ctx, ...)`, its answer kept or not. */
function isGuarded({ params, body }) {
  const ctx = isCtxParameter(params[0]);
  const first = body?.stmts?.[0];
  if (!ctx || !first) return false;
  if (first.type === "ExpressionStatement") return isAuthorizeCall(first.expression, ctx);
  return first.type === "VariableDeclaration" && isAuthorizeCall(first.declarations[0].init, ctx);
}

const CONSTANTS = /^(String|Numeric|Boolean|BigInt|RegExp|Template)Literal$|^(Array|Object|New)Expression$/;

function exportedConst({ id, init }) {
  const value = init?.type.startsWith("Ts") ? init.expression : init;
  if (CONSTANTS.test(value?.type)) return [];
  const isFunction = /^(Arrow)?FunctionExpression$/.test(value?.type);
  return isFunction && isGuarded(value) ? [] : [id.value];
}

function unguardedIn(item) {
  if (item.type === "ExportAllDeclaration") return ["*"];
  if (item.type === "ExportNamedDeclaration" && !item.typeOnly)
    return item.specifiers.filter((one) => !one.isTypeOnly).map((one) => (one.exported ?? one.orig).value);
  if (item.type.startsWith("ExportDefault")) return ["default"];
  if (item.type !== "ExportDeclaration") return [];
  const { declaration } = item;
  if (declaration.type === "VariableDeclaration") return declaration.declarations.flatMap(exportedConst);
  if (declaration.type === "ClassDeclaration") return [declaration.identifier.value];
  const isOverload = declaration.type === "FunctionDeclaration" && !declaration.body;
  if (declaration.type !== "FunctionDeclaration" || isOverload || isGuarded(declaration)) return [];
  return [declaration.identifier.value];
}

/** Names that a queries.ts or mutations.ts gives away without asking who wants them. */
export const unguardedExports = (text, file) => parseSource(text, file).body.flatMap(unguardedIn);

/** The directive at the top of a file, "use client" or "use server", else null. */
export function directiveOf(text) {
  const code = text.replace(/^(\s|\/\/[^\n]*\n|\/\*[\s\S]*?\*\/)*/, "");
  return code.match(/^["'](use (?:client|server))["']/)?.[1] ?? null;
}

const ENDINGS = ["", ".ts", ".tsx", ".mjs", "/index.ts", "/index.tsx"];

function resolveFile(name, from) {
  const base = path.join(path.dirname(from), name);
  return ENDINGS.map((ending) => base + ending).find((file) =>
    fs.statSync(file, { throwIfNoEntry: false })?.isFile(),
  );
}

const isServerOnly = (name) =>
  /^(node:|zod$|zod\/|postgres$|drizzle-orm|graphile-worker|pino$|server-only$)/.test(name) ||
  builtinModules.includes(name);

/**
 * The ways from a "use client" file to what must stay on the server, each as the list of names on the way.
 * Types do not travel, and a "use server" file is only a name to the browser.
 */
export function leaksToClient(files, read = (file) => fs.readFileSync(file, "utf8"), resolve = resolveFile) {
  const leaks = [];
  const seen = new Set();
  const visit = (file, way) => {
    if (seen.has(file) || !/\.(tsx?|mjs)$/.test(file)) return;
    seen.add(file);
    const text = read(file);
    if (directiveOf(text) === "use server") return;
    for (const { name, kind } of importsIn(text, file)) {
      if (kind === "type") continue;
      if (isServerOnly(name)) leaks.push([...way, file, name]);
      const target = name.startsWith(".") && resolve(name, file);
      if (target) visit(target, [...way, file]);
    }
  };
  for (const file of files) if (directiveOf(read(file)) === "use client") visit(file, []);
  return leaks;
}

const NAMED_PATH =
  /`((?:\.ci|app|bench|bin|components|db|e2e|lib|docs|public)\/[\w@()[\]./-]*|[\w.-]+\.(?:md|mjs|cjs|json|config\.ts))`/g;
const LINKED_PATH = /\]\((?![a-z]+:|#)([^)#\s]+)/g;
const SHOWN_PATH = /<img src="(?![a-z]+:)([^"]+)"/g;
const FENCED_COMMAND = /npm run ([\w:-]+)/g;
const COMMAND = /`npm (?:run )?(start|test|[\w:-]+)(?: [^`]*)?`/g;
const NPM_ITSELF = /^(ci|install|audit|run|test|start)$/;

/** Paths and npm scripts that a document names and that do not exist; of fenced blocks only the commands are read. */
export function deadReferences(text, { exists, scripts }) {
  const prose = text.replace(/```[\s\S]*?```/g, "");
  const fenced = [...text.matchAll(/```[\s\S]*?```/g)].join("\n");
  const paths = [
    ...prose.matchAll(NAMED_PATH),
    ...prose.matchAll(LINKED_PATH),
    ...prose.matchAll(SHOWN_PATH),
  ];
  const commands = [...prose.matchAll(COMMAND), ...fenced.matchAll(FENCED_COMMAND)].map(([, name]) => name);
  return [
    ...paths.map(([, file]) => file).filter((file) => !exists(file)),
    ...commands
      .filter((name) => !NPM_ITSELF.test(name) && !scripts.includes(name))
      .map((name) => `npm run ${name}`),
  ];
}

/** Names of environment variables in the first column of a document's tables. */
export const namedVariables = (text) =>
  [...text.matchAll(/^\| (`[A-Z_]+`(?:, `[A-Z_]+`)*) \|/gm)].flatMap(([, cell]) => cell.match(/[A-Z_]+/g));

/** Headings as GitHub makes anchors of them, and the links within the document that lead to none. */
export function deadAnchors(text) {
  const anchors = [...text.matchAll(/^#+ (.+)$/gm)].map(([, title]) =>
    title
      .toLowerCase()
      .replace(/[^\w -]/g, "")
      .replaceAll(" ", "-"),
  );
  return [...text.matchAll(/\]\(#([^)]+)\)/g)]
    .map(([, anchor]) => anchor)
    .filter((anchor) => !anchors.includes(anchor));
}

const BORDERS =
  /^(action|sessionAction|publicAction|route|sessionRoute|downloadRoute|uploadRoute|feedRoute)$/;

const isBorderCall = ({ id, init }) =>
  id.type === "Identifier" && init?.type === "CallExpression" && BORDERS.test(init.callee.value);

const namesIn = (pattern) =>
  pattern.type === "ObjectPattern" ? pattern.properties.map(({ key }) => key.value) : [pattern.value];

function unborderedIn(item) {
  if (item.type === "ExportAllDeclaration") return ["*"];
  if (item.type === "ExportNamedDeclaration" && !item.typeOnly)
    return item.specifiers.map((one) => (one.exported ?? one.orig).value);
  if (item.type.startsWith("ExportDefault")) return ["default"];
  if (item.type !== "ExportDeclaration") return [];
  const { declaration } = item;
  if (declaration.type === "FunctionDeclaration") return [declaration.identifier.value];
  if (declaration.type !== "VariableDeclaration") return [];
  const isOpen = (one) => !isBorderCall(one) && !CONSTANTS.test(one.init?.type);
  return declaration.declarations.filter(isOpen).flatMap(({ id }) => namesIn(id));
}

/** Names that a file of server actions or a route.ts opens to the browser without one of the borders of lib/web. */
export const unborderedExports = (text, file) => parseSource(text, file).body.flatMap(unborderedIn);

/** Whether some function inside a file declares itself a server action. */
export const hasInlineAction = (text) => /^[ \t]+["']use server["']/m.test(text);

/** Whether a file only hands on what others export. */
export function isBarrel(text, file) {
  const items = parseSource(text, file).body.filter(({ type }) => type !== "ImportDeclaration");
  const handsOn = ({ type, source }) => type === "ExportAllDeclaration" || Boolean(source);
  return items.length > 0 && items.every((item) => /^Export(Named|All)/.test(item.type) && handsOn(item));
}
