// Who may import whom: the layers of ARCHITECTURE.md. An import that is only of types is a "type-import" here.
const { teachDependencyCruiser } = require("./bin/imports.cjs");

teachDependencyCruiser();

const SQL_FILES = "/(sql|queries|mutations)\\.ts$";
const TESTS = "\\.test\\.tsx?$";
const DATABASE = "^db/|(^|/)node_modules/(drizzle-orm|postgres|graphile-worker)/";
const NEXT_OR_REACT = "(^|/)node_modules/(next|next-auth|@auth|react|react-dom|nuqs|lucide-react|@tremor)/";

const rule = (name, comment, from, to) => ({ name, comment, severity: "error", from, to });

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    rule("nothing-imports-app", "app is the outermost layer.", { pathNot: "^app/" }, { path: "^app/" }),
    rule(
      "app-asks-lib",
      "app never touches the database, Drizzle or SQL fragments: it calls queries and mutations.",
      { path: "^app/" },
      { path: `${DATABASE}|/sql\\.ts$` },
    ),
    rule(
      "components-take-props",
      "Components import models and pure files only; what reads or writes comes down as props.",
      { path: "^components/" },
      { path: `${DATABASE}|${SQL_FILES}|^lib/(web|jobs)/` },
    ),
    rule(
      "parts-know-no-domain",
      "components/ui and components/charts could ship in another product.",
      { path: "^components/(ui|charts)/", pathNot: TESTS },
      { path: "^lib/|^components/", pathNot: "^lib/(format|days|result|csv)\\.ts$|^components/(ui|charts)/" },
    ),
    rule(
      "components-leave-zod-behind",
      "Schemas stay on the server: a component imports the types of a model, never the model.",
      { path: "^components/" },
      { path: "/model\\.ts$|(^|/)node_modules/zod/", dependencyTypesNot: ["type-import"] },
    ),
    rule(
      "three-files-speak-sql",
      "In lib only sql.ts, queries.ts and mutations.ts reach the database; the borders and the job runner besides.",
      {
        path: "^lib/",
        pathNot: `${SQL_FILES}|${TESTS}|^lib/web/|^lib/jobs/(runner|sweep|handlers)\\.ts$|^lib/auth/ctx\\.ts$`,
      },
      { path: DATABASE },
    ),
    rule(
      "context-names-the-database",
      "lib/auth/ctx.ts knows the type of a connection and no more.",
      { path: "^lib/auth/ctx\\.ts$" },
      { path: DATABASE, dependencyTypesNot: ["type-import"] },
    ),
    rule(
      "lib-knows-no-framework",
      "Outside lib/web no Next, no NextAuth, no React, no component.",
      { path: "^lib/", pathNot: "^lib/web/" },
      { path: `${NEXT_OR_REACT}|^components/` },
    ),
    rule(
      "web-is-a-border",
      "Only app, proxy.ts and lib/web itself import lib/web.",
      { pathNot: "^app/|^proxy\\.ts$|^lib/web/|^e2e/" },
      { path: "^lib/web/" },
    ),
    rule(
      "db-is-below-lib",
      "db knows models and pure files of lib, nothing that reads, writes or serves.",
      { path: "^db/", pathNot: TESTS },
      { path: `${SQL_FILES}|^lib/(web|jobs)/|^components/|${NEXT_OR_REACT}` },
    ),
    rule(
      "models-are-leaves",
      "A model imports models, pure files and zod.",
      { path: "/model\\.ts$" },
      { path: `${DATABASE}|${SQL_FILES}|^lib/(web|jobs)/|^components/|${NEXT_OR_REACT}` },
    ),
    rule(
      "reads-do-not-write",
      "queries.ts never imports mutations.ts.",
      { path: "/queries\\.ts$" },
      { path: "/mutations\\.ts$" },
    ),
    rule(
      "product-without-tests",
      "What ships imports no test code.",
      { path: "^(app|components|lib|db)/", pathNot: `${TESTS}|^db/testing/` },
      { path: `^db/testing/|^e2e/|${TESTS}` },
    ),
    rule(
      "no-cycles",
      "Types may refer to each other; code may not.",
      {},
      { circular: true, viaOnly: { dependencyTypesNot: ["type-import"] } },
    ),
    rule("no-loose-ends", "Every import leads somewhere.", {}, { couldNotResolve: true }),
  ],
  options: {
    parser: "swc",
    doNotFollow: { path: "(^|/)node_modules/" },
    exclude: { path: "^(\\.next|\\.data)" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".cjs", ".js", ".d.ts"],
      exportsFields: ["exports"],
      conditionNames: ["import", "require", "node", "default", "types"],
    },
  },
};
