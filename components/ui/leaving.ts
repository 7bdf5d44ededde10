type Question = (href: string) => boolean;

let question: Question | null = null;

/** What moves by code (the palette, the keys that go somewhere) asks here, as a press of a link is asked by itself. */
export const leaving = {
  /** The page with unsaved work: `ask` answers whether to go, and keeps the address when it does not. */
  guard(ask: Question): () => void {
    question = ask;
    return () => {
      if (question === ask) question = null;
    };
  },
  mayGo: (href: string): boolean => question?.(href) ?? true,
};
