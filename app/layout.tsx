import "@fontsource-variable/inter";
import "@fontsource-variable/jetbrains-mono";
import "./globals.css";
import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import { FirstPaintScript } from "@/components/shell/first-paint-script";

export const metadata: Metadata = {
  title: { default: "Facet", template: "%s · Facet" },
  description: "Micro-segments, personas, campaigns on a timeline, and whether they worked.",
  robots: { index: false, follow: false },
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  viewportFit: "cover",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#fafaf8" },
    { media: "(prefers-color-scheme: dark)", color: "#111317" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  const nonce = (await headers()).get("x-nonce") ?? undefined;
  return (
    <html lang="en-GB" suppressHydrationWarning>
      <head>
        <FirstPaintScript nonce={nonce} />
      </head>
      <body>
        <a href="#main" className="skip-link print:hidden">
          Skip to content
        </a>
        {children}
      </body>
    </html>
  );
}
