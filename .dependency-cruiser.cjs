// Which way imports may go: the table of the architecture, checked by `npm test` (scripts/test/imports.mjs).
// The rules run over every import once, and over the imports of values alone once more.

const TESTS = "\\.(test|fixture)\\.tsx?$";
const CONCRETE_PROVIDER = "^lib/providers/(stripe|checkout-com|external)/";
const PRISMA = ["^generated/", "node_modules/@prisma/", "^lib/db/client"];
const NEXT_OR_REACT = "node_modules/(next|react|react-dom)/";

const never = (name, comment, from, to) => ({
  name,
  comment,
  severity: "error",
  from: { pathNot: TESTS, ...from },
  to,
});

/** Of values and of types alike. */
const always = [
  never(
    "sandbox-stands-alone",
    "The sandbox is the other side: it shares nothing with the app but HTTP.",
    { path: "^sandbox/" },
    { path: "^(lib|app|components|generated)/" },
  ),
  never(
    "nobody-knows-the-sandbox",
    "The app meets the sandbox by HTTP only, as it meets a real provider.",
    { path: "^(lib|app|components)/" },
    { path: "^(sandbox|e2e)/" },
  ),
  never(
    "nobody-knows-the-simulation",
    "The simulation drives the use cases; what runs in production knows nothing of it.",
    { path: "^(lib|app|components|sandbox)/" },
    { path: "^simulation/" },
  ),
  never(
    "a-simulation-of-use-cases",
    "It hands in its own stores, clock and providers: nothing real may slip in.",
    { path: "^simulation/" },
    {
      path: "^(app|components|sandbox|generated)/|^lib/db/|^lib/.*/prisma-|^lib/providers/(stripe|checkout-com|external)/",
    },
  ),
  never(
    "e2e-from-outside",
    "End-to-end tests see what a browser and an API client see.",
    { path: "^e2e/" },
    { path: "^(lib|app|components|sandbox|generated)/" },
  ),
  never(
    "a-provider-stands-alone",
    "A provider knows the port, HTTP, money and its SDK.",
    { path: "^lib/providers/([^/]+)/" },
    { path: "^lib/(db|orders|payments|webhooks|jobs|jsonapi)/|^(app|components|generated)/" },
  ),
  never(
    "no-provider-knows-another",
    "Adding a provider is one folder; so is removing one.",
    { path: "^lib/providers/([^/]+)/" },
    { path: "^lib/providers/[^/]+/", pathNot: "^lib/providers/$1/" },
  ),
  never(
    "lib-below-app",
    "Nothing in lib knows what is on the screen or at which address.",
    { path: "^lib/" },
    { path: "^(app|components)/" },
  ),
  never(
    "components-below-app",
    "Components are given what they show and what their forms post to.",
    { path: "^components/" },
    { path: "^app/" },
  ),
];

/** Of values: `import type` is erased, and pulls nothing in. */
const ofValues = [
  never(
    "no-cycles",
    "Two files that need each other are one thought in two places.",
    {},
    { circular: true },
  ),
  never(
    "orders-before-payments",
    "Payments may import orders, not back.",
    { path: "^lib/orders/" },
    { path: "^lib/payments/" },
  ),
  never(
    "pages-read-queries",
    "A page reads by queries: no Prisma, no provider, no store.",
    { path: "^app/.*(page|layout)\\.tsx$" },
    { path: [...PRISMA, "^lib/providers/", "-store\\.ts$"] },
  ),
  never(
    "routes-call-use-cases",
    "Actions and routes call use cases: no Prisma, no concrete provider.",
    { path: "^app/.*(actions|route)\\.ts$" },
    { path: [...PRISMA, CONCRETE_PROVIDER] },
  ),
  never(
    "components-touch-no-server",
    "What is on the screen reaches neither the environment nor the database, by no road.",
    { path: "^components/" },
    { path: "^(generated/|lib/env|lib/db/)", reachable: true },
  ),
  never(
    "lib-without-next",
    "The application runs without Next and without React; sessions and form actions are its edge.",
    { path: "^lib/", pathNot: [TESTS, "^lib/(auth|actions)/"] },
    { path: NEXT_OR_REACT },
  ),
  never(
    "use-cases-know-the-port",
    "Orders and payments know what providers have in common, never one of them.",
    { path: "^lib/(orders|payments|webhooks|jobs|customers|jsonapi)/" },
    { path: CONCRETE_PROVIDER },
  ),
  never(
    "stores-call-nobody",
    "A store writes; it never calls a provider.",
    { path: "(store|queries)\\.ts$" },
    { path: "^lib/providers/(?!provider\\.ts$)" },
  ),
  never(
    "prisma-in-stores",
    "Prisma is met in stores, queries, the rows they read and lib/db.",
    {
      path: "^(app|lib|components)/",
      pathNot: [TESTS, "^lib/db/", "(store|queries|-query|-rows)\\.ts$"],
    },
    { path: ["^generated/", "node_modules/@prisma/"] },
  ),
  never(
    "nothing-imports-tests",
    "What tests need stays in tests.",
    { path: "^(app|lib|components|sandbox)/" },
    { path: [TESTS, "^scripts/test"] },
  ),
];

module.exports = {
  forbidden: process.env.IMPORTS === "values" ? [...always, ...ofValues] : always,
  options: {
    parser: "swc",
    doNotFollow: { path: "node_modules" },
    enhancedResolveOptions: {
      extensions: [".ts", ".tsx", ".mjs", ".js", ".json", ".css", ".d.ts"],
    },
  },
};
