"use client";

import Link from "next/link";
import { type ComponentProps, useState } from "react";

/**
 * A link whose page is fetched ahead when a pointer, a finger or the focus comes to it, and not for having been drawn:
 * what stands on every page would bring the code of all the others along.
 */
export function NearLink({ prefetch, ...props }: ComponentProps<typeof Link>) {
  const [isNear, setNear] = useState(false);
  const come = () => setNear(true);
  return (
    <Link
      {...props}
      prefetch={prefetch ?? (isNear ? null : false)}
      onPointerEnter={come}
      onTouchStart={come}
      onFocus={come}
    />
  );
}
