"use client";

import "./globals.css";

type GlobalErrorProps = { error: Error & { digest?: string }; retry: () => void };

/** Stands in for the whole document when even the root layout failed. Every page carries its code: it draws itself. */
export default function GlobalError({ error, retry }: GlobalErrorProps) {
  return (
    <html lang="en-GB">
      <body>
        <title>Something failed · Facet</title>
        <main id="main" className="grid min-h-dvh place-items-center">
          <div role="alert" className="flex flex-col items-center px-4 py-16 text-center">
            <h1 className="text-base font-semibold">This page could not be drawn</h1>
            <p className="mt-1 max-w-[46ch] text-sm text-balance text-ink-2">
              Nothing was lost. Try again; if it fails twice, give the reference to whoever runs this server.
              {error.digest && ` Reference ${error.digest}.`}
            </p>
            <button
              type="button"
              onClick={retry}
              className="mt-3 min-h-control rounded-md border border-line bg-surface px-2.5 text-sm font-medium hover:bg-hover"
            >
              Try again
            </button>
          </div>
        </main>
      </body>
    </html>
  );
}
