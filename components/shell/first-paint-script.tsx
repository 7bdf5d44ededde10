import { DENSITY_KEY, NAV_KEY, PREFERENCE_EVENT, THEME_KEY } from "./preferences";

const SCRIPT = `(() => {
  const root = document.documentElement, dark = matchMedia("(prefers-color-scheme: dark)"), kept = {};
  const read = (key) => { if (key in kept) return kept[key]; try { return localStorage.getItem(key); } catch { return null; } };
  const set = (name, value) => value ? root.setAttribute(name, value) : root.removeAttribute(name);
  const apply = () => {
    const theme = read("${THEME_KEY}");
    root.classList.toggle("dark", theme === "dark" || (theme !== "light" && dark.matches));
    set("data-nav", read("${NAV_KEY}"));
    set("data-density", read("${DENSITY_KEY}"));
  };
  if (/Mac|iPhone|iPad/.test(navigator.platform)) root.setAttribute("data-os", "mac");
  apply();
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  addEventListener("${PREFERENCE_EVENT}", (event) => { kept[event.detail.key] = event.detail.value; apply(); });
})()`;

/** Applies theme, density and folded navigation before the first paint, so that nothing flashes. */
export function FirstPaintScript({ nonce }: { nonce?: string }) {
  return (
    // biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file; it must run before the first paint
    <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCRIPT }} />
  );
}
