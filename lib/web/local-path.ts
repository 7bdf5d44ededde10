/** Where to go after signing in: a path of this site, whatever the address asked for. */
export function localPath(asked: string | undefined): string {
  if (!asked || !/^\/(?![/\\])/.test(asked)) return "/overview";
  const url = new URL(asked, "http://here");
  return url.host === "here" ? url.pathname + url.search : "/overview";
}
