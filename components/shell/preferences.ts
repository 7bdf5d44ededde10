export const THEME_KEY = "facet.theme";
export const NAV_KEY = "facet.nav";
export const DENSITY_KEY = "facet.density";
export const SINGLE_KEYS_KEY = "facet.single-keys";

export type Theme = "light" | "dark" | "system";

export const PREFERENCE_EVENT = "facet:preference";

export const LOOK_KEYS = { theme: THEME_KEY, nav: NAV_KEY, density: DENSITY_KEY, event: PREFERENCE_EVENT };

export function readPreference(key: string): string | null {
  try {
    return localStorage.getItem(key);
  } catch {
    return null;
  }
}

/** Stores a personal setting of this browser and tells the first-paint script, which applies it. */
export function writePreference(key: string, value: string | null) {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    // Storage may be refused (private window): the setting then lasts until the page is left.
  }
  window.dispatchEvent(new CustomEvent(PREFERENCE_EVENT, { detail: { key, value } }));
}
