import { type NextRequest, NextResponse } from "next/server";

const isDevelopment = process.env.NODE_ENV === "development";

/** Pages for people who are not signed in, and the feeds that calendars read. */
const OPEN = /^\/(sign-in|setup|invitation|calendar)(\/|$)/;
const SESSION_COOKIE = /^(__Secure-)?authjs\.session-token(\.\d+)?$/;

function policyWith(nonce: string): string {
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    // Charts and bars carry their sizes in style attributes, for which there is no nonce.
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    `connect-src 'self'${isDevelopment ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** Where somebody without a session goes. Actions are let through: they answer that they need one. */
function signInFor(request: NextRequest): URL | null {
  const { pathname, search } = request.nextUrl;
  const isPage = request.method === "GET" || request.method === "HEAD";
  const hasCookie = request.cookies.getAll().some(({ name }) => SESSION_COOKIE.test(name));
  if (!isPage || hasCookie || OPEN.test(pathname)) return null;
  const url = new URL("/sign-in", request.url);
  if (pathname !== "/") url.searchParams.set("next", pathname + search);
  return url;
}

/**
 * Gives every page its own nonce, and tells the page its address. The look at the cookie only saves a page that
 * would be thrown away: who may see what is decided by the page itself, from the database.
 */
export function proxy(request: NextRequest) {
  const nonce = btoa(crypto.randomUUID());
  const policy = policyWith(nonce);
  const headers = new Headers(request.headers);
  headers.set("x-nonce", nonce);
  headers.set("x-path", request.nextUrl.pathname + request.nextUrl.search);
  headers.set("Content-Security-Policy", policy);
  const elsewhere = signInFor(request);
  const response = elsewhere ? NextResponse.redirect(elsewhere) : NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  if (request.headers.get("x-forwarded-proto") === "https")
    response.headers.set("Strict-Transport-Security", "max-age=31536000");
  return response;
}

// Not /api: a proxy reads the whole body of an upload into memory before the route sees it.
export const config = { matcher: ["/((?!api/|_next/static|_next/image|favicon.ico|icon.svg).*)"] };
