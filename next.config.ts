import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

const everywhere = [
  // A page laid over the studio could lead a click to Generate.
  { key: "X-Frame-Options", value: "DENY" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  // Addresses name tasks: nobody else needs them.
  { key: "Referrer-Policy", value: "same-origin" },
];

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: true,
  agentRules: false,
  images: { unoptimized: true },
  headers: async () => [{ source: "/(.*)", headers: everywhere }],
  serverExternalPackages: ["better-sqlite3", "pino", "sharp", "pg"],
  experimental: {
    // Reference images are at most 10 MB (UPSTREAM section 1); the rest is multipart overhead.
    serverActions: { bodySizeLimit: "12mb" },
  },
};

export default withNextIntl(config);
