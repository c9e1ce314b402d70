import type { Metadata, Viewport } from "next";
import { headers } from "next/headers";
import type { ReactNode } from "react";
import "./globals.css";

// No title: each page has its own, and the checkout's depends on its form.
export const metadata: Metadata = {
  description: "Plain things, made to be used every day.",
};

export const viewport: Viewport = {
  width: "device-width",
  initialScale: 1,
  colorScheme: "light dark",
  themeColor: [
    { media: "(prefers-color-scheme: light)", color: "#ffffff" },
    { media: "(prefers-color-scheme: dark)", color: "#121c1f" },
  ],
};

export default async function RootLayout({ children }: { children: ReactNode }) {
  // A prerendered page has no nonce, and breaks under the policy that proxy.ts sets: every route is rendered when asked for.
  await headers();
  return (
    <html lang="en" dir="ltr">
      <body>{children}</body>
    </html>
  );
}
