const SECURITY_HEADERS = {
  "X-Content-Type-Options": "nosniff",
  "Referrer-Policy": "strict-origin-when-cross-origin",
  "X-Frame-Options": "DENY",
  "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
  "Cross-Origin-Opener-Policy": "same-origin",
  "Cross-Origin-Resource-Policy": "same-origin",
};

/** @type {import('next').NextConfig} */
const config = {
  distDir: process.env.NEXT_DIST_DIR || ".next",
  poweredByHeader: false,
  typedRoutes: false,
  // `npm run check` and `npm test` check types; a first start spares the time and the 650 MB.
  typescript: { ignoreBuildErrors: true },
  // Development would print the arguments of every action: the password of a sign-in among them.
  logging: { serverFunctions: false },
  images: { unoptimized: true },
  serverExternalPackages: ["postgres", "@node-rs/argon2", "graphile-worker", "pino", "cephes"],
  // Files come in through a route handler that streams; actions carry typed objects only.
  experimental: { serverActions: { bodySizeLimit: "1mb" } },
  headers: async () => [
    {
      source: "/:path*",
      headers: Object.entries(SECURITY_HEADERS).map(([key, value]) => ({ key, value })),
    },
    // Pages have their policy, with a nonce, from proxy.ts; an answer of the API is no page.
    {
      source: "/api/:path*",
      headers: [{ key: "Content-Security-Policy", value: "default-src 'none'; frame-ancestors 'none'" }],
    },
  ],
};

export default config;
