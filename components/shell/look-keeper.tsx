"use client";

import { useLayoutEffect } from "react";
import { keepLook } from "./keep-look";
import { LOOK_KEYS } from "./preferences";

/** For a page that the browser draws itself, as one that was not found: its scripts do not run, and the root is new. */
export function LookKeeper() {
  useLayoutEffect(() => keepLook(LOOK_KEYS), []);
  return null;
}
