export type LookKeys = { theme: string; nav: string; density: string; event: string };

/**
 * Applies theme, density and folded navigation, now and whenever one changes; called again, only now. It is also sent as
 * the text of a script, so it may use nothing but its argument and the browser.
 */
export function keepLook(keys: LookKeys): void {
  const root = document.documentElement;
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const kept: Record<string, string | null> = {};
  const page: Window & { applyLook?: () => void } = window;
  if (page.applyLook) {
    page.applyLook();
    return;
  }
  const read = (key: string) => {
    if (key in kept) return kept[key];
    try {
      return localStorage.getItem(key);
    } catch {
      return null;
    }
  };
  const set = (name: string, value: string | null | undefined) =>
    value ? root.setAttribute(name, value) : root.removeAttribute(name);
  const apply = () => {
    const theme = read(keys.theme);
    root.classList.toggle("dark", theme === "dark" || (theme !== "light" && dark.matches));
    set("data-nav", read(keys.nav));
    set("data-density", read(keys.density));
  };
  if (/Mac|iPhone|iPad/.test(navigator.platform)) root.setAttribute("data-os", "mac");
  page.applyLook = apply;
  apply();
  dark.addEventListener("change", apply);
  addEventListener("storage", apply);
  addEventListener(keys.event, (event) => {
    const { key, value } = (event as CustomEvent<{ key: string; value: string | null }>).detail;
    kept[key] = value;
    apply();
  });
}
