"use client";

import { useState } from "react";

/** Leaves for another page as a whole: who is signed in has changed, so nothing of this one may stay. */
export function useLeave() {
  const [isLeaving, setLeaving] = useState(false);
  return {
    isLeaving,
    leaveFor: (path: string) => {
      setLeaving(true);
      window.location.assign(path);
    },
  };
}
