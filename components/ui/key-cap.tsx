/** A key; "mod" is drawn as ⌘ on a Mac and as Ctrl elsewhere. */
export function KeyCap({ children }: { children: string }) {
  return (
    <kbd className="inline-grid h-5 min-w-5 place-items-center rounded-sm border border-line bg-surface px-1 font-mono text-2xs font-medium text-ink-2">
      {children === "mod" ? (
        <span>
          <span className="only-mac">⌘</span>
          <span className="only-pc">Ctrl</span>
        </span>
      ) : (
        children
      )}
    </kbd>
  );
}
