/** Ends a turn; a second call does nothing. */
export type EndTurn = () => void;
export type Turns = {
  /** Resolves when it is this person's turn; rejects with the signal's reason when nobody waits for it any more. */
  take: (person: string, signal?: AbortSignal) => Promise<EndTurn>;
};

type Waiting = { person: string; begin: () => void };

/**
 * Lets `atOnce` of any number run, one per person: what is left of the connections and the processors serves all else.
 * Among those who wait, who was served longest ago comes first, so that one person's many questions hold up nobody.
 */
export function makeTurns(atOnce: number): Turns {
  const running = new Set<string>();
  const waiting: Waiting[] = [];
  const served = new Map<string, number>();
  let count = 0;

  const next = () => {
    while (running.size < atOnce) {
      const free = waiting.filter(({ person }) => !running.has(person));
      const [first] = free.sort((a, b) => (served.get(a.person) ?? 0) - (served.get(b.person) ?? 0));
      if (!first) return;
      waiting.splice(waiting.indexOf(first), 1);
      running.add(first.person);
      first.begin();
    }
  };

  const end = (person: string) => {
    running.delete(person);
    count += 1;
    served.set(person, count);
    // Without anybody waiting, who was served when decides nothing.
    if (waiting.length === 0 && running.size === 0) served.clear();
    next();
  };

  return {
    take: (person, signal) =>
      new Promise((resolve, reject) => {
        if (signal?.aborted) return reject(signal.reason);
        const leave = () => {
          waiting.splice(waiting.indexOf(one), 1);
          reject(signal?.reason);
        };
        const one: Waiting = {
          person,
          begin: () => {
            signal?.removeEventListener("abort", leave);
            let isOver = false;
            resolve(() => {
              if (!isOver) end(person);
              isOver = true;
            });
          },
        };
        signal?.addEventListener("abort", leave, { once: true });
        waiting.push(one);
        next();
      }),
  };
}
