import type { NextConfig } from "next";
import createNextIntlPlugin from "next-intl/plugin";

const withNextIntl = createNextIntlPlugin("./lib/i18n/request.ts");

const everywhere = [
  // A page laid over the studio could lead a click to Generate.
  { key: "X-Frame-Options", value: "DENY" },
  { key: "X-Content-Type-Options", value: "nosniff" },
  // Addresses name tasks: nobody else needs them.
  { key: "Referrer-Policy", value: "same-origin" },
  // What is opened from here has no hold on this window, and no other page may embed what is served here.
  { key: "Cross-Origin-Opener-Policy", value: "same-origin" },
  { key: "Cross-Origin-Resource-Policy", value: "same-origin" },
  // The studio needs none of a machine's senses, nor money in the browser.
  {
    key: "Permissions-Policy",
    value:
      "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), serial=(), usb=()",
  },
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
