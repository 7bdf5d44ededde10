"use client";

import { useRouter, useSearchParams } from "next/navigation";
import { useEffect, useTransition } from "react";
import { AddressQueue } from "./address-queue";

/** One address bar, one queue: what one filter asked for, the next one builds upon. */
const queue = new AddressQueue();

/**
 * Changes names in the page's address; null or "" takes a name out. Changes that follow faster than pages arrive
 * keep each other's.
 */
export function useAddress() {
  const router = useRouter();
  const arrived = useSearchParams().toString();
  const [isPending, startTransition] = useTransition();
  useEffect(() => queue.arrive(arrived), [arrived]);
  const change = (
    changes: Record<string, string | null | undefined>,
    { isStep = true }: { isStep?: boolean } = {},
  ) => {
    const next = queue.next(location.pathname, location.search, changes);
    const href = next ? `?${next}` : location.pathname;
    startTransition(() => (isStep ? router.push : router.replace)(href as "/", { scroll: false }));
  };
  return { isPending, change };
}
