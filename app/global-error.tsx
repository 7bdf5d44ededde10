"use client";

import "./globals.css";
import { ErrorPanel } from "@/components/ui/error-panel";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** Stands in for the whole document when even the root layout failed. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en-GB">
      <body>
        <title>Something failed · Facet</title>
        <main id="main" className="grid min-h-dvh place-items-center">
          <h1 className="sr-only">Something failed</h1>
          <ErrorPanel title="This page could not be drawn" reference={error.digest} onRetry={retry}>
            Nothing was lost. Try again; if it fails twice, give the reference to whoever runs this server.
          </ErrorPanel>
        </main>
      </body>
    </html>
  );
}
