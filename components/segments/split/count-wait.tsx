import { Button } from "@/components/ui/button";
import { ProgressBar } from "@/components/ui/progress-bar";
import { formatCount } from "@/lib/format";
import { MOST_SECONDS } from "@/lib/segments/split/grid";

/** While a grid is counted: over how many people, for how long already, and a way to stop it. */
export function CountWait({
  size,
  seconds,
  stop,
}: {
  size: number | null;
  seconds: number;
  stop: () => void;
}) {
  const time = `${seconds} of at most ${MOST_SECONDS} s`;
  return (
    <div className="mb-3 flex items-center gap-3">
      <div className="min-w-0 flex-1">
        <ProgressBar
          label="Counting the parts"
          share={null}
          figure={size === null ? time : `${formatCount(size, "member")}, ${time}`}
        />
      </div>
      <Button size="sm" onClick={stop}>
        Stop
      </Button>
    </div>
  );
}
