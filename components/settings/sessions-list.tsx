import { ActionButton } from "@/components/ui/action-button";
import { Pill } from "@/components/ui/pill";
import type { Action } from "@/components/ui/use-action";
import { deviceWords } from "@/lib/auth/device";
import type { SessionRef } from "@/lib/auth/model";
import { formatMoment } from "@/lib/format";

type SessionsListProps = {
  sessions: readonly { id: string; userAgent: string; createdAt: Date; lastSeenAt: Date }[];
  currentId: string;
  endSession: Action<SessionRef, unknown>;
  timeZone: string;
  now: Date;
};

/** Where a person is signed in; each but the present one can be ended. */
export function SessionsList({ sessions, currentId, endSession, timeZone, now }: SessionsListProps) {
  return (
    <ul className="flex flex-col divide-y divide-line">
      {sessions.map(({ id, userAgent, createdAt, lastSeenAt }) => {
        const device = deviceWords(userAgent);
        const since = formatMoment(createdAt, timeZone, now);
        return (
          <li key={id} className="flex min-h-row items-center gap-3 px-4 py-2 text-sm">
            <span className="min-w-0 flex-1">
              <span className="flex flex-wrap items-center gap-x-2 font-medium">
                {device}
                {id === currentId && <Pill tone="accent">This browser</Pill>}
              </span>
              <span className="num block text-xs text-ink-3">
                signed in {since}
                {id !== currentId && `, last used ${formatMoment(lastSeenAt, timeZone, now)}`}
              </span>
            </span>
            {id !== currentId && (
              <ActionButton
                action={endSession}
                input={{ sessionId: id }}
                size="sm"
                aria-label={`End the session in ${device}, signed in ${since}`}
                done="Session ended"
              >
                End session
              </ActionButton>
            )}
          </li>
        );
      })}
    </ul>
  );
}
