import { NextRequest } from "next/server";
import { describe, expect, it } from "vitest";
import { proxy } from "./proxy";

const COOKIE = { cookie: "authjs.session-token=sealed" };
const ask = (path: string, headers: Record<string, string> = {}, method = "GET") =>
  proxy(new NextRequest(`https://facet.example${path}`, { headers, method }));
const goesTo = (response: Response) => response.headers.get("location");

describe("without a session", () => {
  it.each([
    ["/overview", "/sign-in?next=%2Foverview"],
    ["/campaigns?view=timeline&z=week", "/sign-in?next=%2Fcampaigns%3Fview%3Dtimeline%26z%3Dweek"],
    ["/sign-ins", "/sign-in?next=%2Fsign-ins"],
    ["/", "/sign-in"],
  ])("%s leads to the sign-in page, and back afterwards", (path, there) => {
    expect(goesTo(ask(path))).toBe(`https://facet.example${there}`);
  });

  it.each(["/sign-in", "/sign-in?next=%2Fwork", "/setup", "/invitation/abc", "/calendar/abc.ics"])(
    "%s is open",
    (path) => {
      expect(goesTo(ask(path))).toBeNull();
    },
  );

  it("an action is let through, to answer for itself", () => {
    expect(goesTo(ask("/segments/new", { "next-action": "x" }, "POST"))).toBeNull();
  });
});

it.each([
  "authjs.session-token=x",
  "__Secure-authjs.session-token=x",
  "theme=dark; __Secure-authjs.session-token.0=x; __Secure-authjs.session-token.1=y",
])("with a session cookie (%s) the page itself decides", (cookie) => {
  expect(goesTo(ask("/overview", { cookie }))).toBeNull();
});

describe("the policy", () => {
  const scripts = (response: Response) =>
    response.headers.get("content-security-policy")?.match(/script-src ([^;]+)/)?.[1] ?? "";

  it("lets scripts run by a nonce that is new for every page, and that the page is told", () => {
    const [first, second] = [ask("/overview", COOKIE), ask("/overview", COOKIE)];
    expect(scripts(first)).toMatch(/^'self' 'nonce-[\w+/=]{20,}' 'strict-dynamic'$/);
    expect(scripts(first)).not.toBe(scripts(second));
    const told = first.headers.get("x-middleware-request-x-nonce") ?? "";
    expect(told.length).toBeGreaterThan(20);
    expect(scripts(first)).toContain(told);
  });

  it("stands on redirects too, and cannot be chosen by the visitor", () => {
    expect(scripts(ask("/overview"))).toContain("'strict-dynamic'");
    const response = ask("/overview", { ...COOKIE, "x-nonce": "mine", "x-path": "//evil.example" });
    expect(response.headers.get("x-middleware-request-x-nonce")).not.toBe("mine");
    expect(response.headers.get("x-middleware-request-x-path")).toBe("/overview");
  });

  it("keeps the browser on https where it came by https", () => {
    expect(ask("/sign-in").headers.get("strict-transport-security")).toBeNull();
    const secure = ask("/sign-in", { "x-forwarded-proto": "https" });
    expect(secure.headers.get("strict-transport-security")).toBe("max-age=31536000");
  });
});
