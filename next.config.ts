import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: true,
  agentRules: false,
  images: { unoptimized: true },
  serverExternalPackages: ["better-sqlite3", "pino", "sharp", "pg"],
  experimental: {
    // Reference images are at most 10 MB (UPSTREAM section 1); the rest is multipart overhead.
    serverActions: { bodySizeLimit: "12mb" },
  },
};

export default withNextIntl(config);
