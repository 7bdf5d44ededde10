import { useRouter } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "./button";
import { Dialog } from "./dialog";
import { leaving } from "./leaving";

/**
 * Asks once before unsaved changes are left behind: by a link, by the palette or a key, by Back, or by closing the
 * window. `release` lets the next leaving pass, for the save itself.
 */
export function useLeaveGuard(isDirty: boolean): { dialog: ReactNode; release: () => void } {
  const router = useRouter();
  const [target, setTarget] = useState<string | null>(null);
  const isFree = useRef(false);

  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => {
      if (!isFree.current) event.preventDefault();
    };
    const onClick = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
      const isPlain = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey;
      if (!(link instanceof HTMLAnchorElement) || !isPlain || link.target || isFree.current) return;
      if (link.origin !== location.origin || link.pathname === location.pathname) return;
      event.preventDefault();
      event.stopPropagation();
      setTarget(link.href.slice(location.origin.length));
    };
    const onTraverse = (event: Event) => {
      const { navigationType, cancelable, destination } = event as Event & NavigateLike;
      if (navigationType !== "traverse" || !cancelable || isFree.current) return;
      event.preventDefault();
      setTarget(destination.url.slice(location.origin.length));
    };
    const unguard = leaving.guard((href) => {
      if (isFree.current || href.split("?")[0] === location.pathname) return true;
      setTarget(href);
      return false;
    });
    const navigation = "navigation" in window ? (window.navigation as EventTarget) : null;
    addEventListener("beforeunload", onUnload);
    addEventListener("click", onClick, true);
    navigation?.addEventListener("navigate", onTraverse);
    return () => {
      unguard();
      removeEventListener("beforeunload", onUnload);
      removeEventListener("click", onClick, true);
      navigation?.removeEventListener("navigate", onTraverse);
    };
  }, [isDirty]);

  const release = () => {
    isFree.current = true;
  };
  const dialog = (
    <Dialog
      open={target !== null}
      onClose={() => setTarget(null)}
      title="Leave without saving?"
      footer={
        <>
          <Button
            variant="danger"
            onClick={() => {
              release();
              if (target !== null) router.push(target);
            }}
          >
            Leave without saving
          </Button>
          <Button variant="primary" onClick={() => setTarget(null)}>
            Keep editing
          </Button>
        </>
      }
    >
      What you changed since the last save would be gone.
    </Dialog>
  );
  return { dialog, release };
}

/** The part of the Navigation API that is used: not every browser has it, nor TypeScript's library. */
type NavigateLike = { navigationType: string; cancelable: boolean; destination: { url: string } };
