/** @type {import("next").NextConfig} */
export default {
  // Tests build into a folder of their own: a rebuild under a running server breaks it.
  distDir: process.env.NEXT_DIST_DIR ?? ".next",
  poweredByHeader: false,
  // `npm test` checks the types of the whole project; a start does not check them again.
  typescript: { ignoreBuildErrors: true },
  reactStrictMode: true,
  // Loading every page before the first answer costs a start a second; each is loaded when it is first asked for.
  experimental: { preloadEntriesOnStart: false },
  // Large, Node-only packages stay outside the bundle: readable stack traces, and no minified names.
  serverExternalPackages: ["@prisma/adapter-pg", "pg", "stripe", "checkout-sdk-node", "pino"],
};
