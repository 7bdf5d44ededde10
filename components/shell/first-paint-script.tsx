import { keepLook } from "./keep-look";
import { LookKeeper } from "./look-keeper";
import { LOOK_KEYS } from "./preferences";

const SCRIPT = `(${keepLook})(${JSON.stringify(LOOK_KEYS)})`;

/** Applies theme, density and folded navigation before the first paint, so that nothing flashes. */
export function FirstPaintScript({ nonce }: { nonce?: string }) {
  return (
    <>
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: a constant of this file; it must run before the first paint */}
      <script nonce={nonce} suppressHydrationWarning dangerouslySetInnerHTML={{ __html: SCRIPT }} />
      <LookKeeper />
    </>
  );
}
