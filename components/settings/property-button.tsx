"use client";

import { ActionButton } from "@/components/ui/action-button";
import { ConfirmButton } from "@/components/ui/confirm-button";
import type { Action } from "@/components/ui/use-action";
import type { PropertyRef } from "@/lib/events/properties/model";
import {
  canRegister,
  costOf,
  type EventProperty,
  type KnownEvent,
  roughly,
} from "@/lib/events/properties/property";
import { formatCount } from "@/lib/format";

export type PropertyActions = {
  registerProperty: Action<PropertyRef, void>;
  releaseProperty: Action<PropertyRef, void>;
};

type PropertyButtonProps = { event: KnownEvent; property: EventProperty; actions: PropertyActions };

/** Registers a property, or releases it. */
export function PropertyButton({ event, property, actions }: PropertyButtonProps) {
  const { registerProperty, releaseProperty } = actions;
  const { key, type, rollup } = property;
  const input: PropertyRef = { nameNo: event.nameNo, key };
  const name = `${key} of ${event.label}`;
  const button = { size: "sm", variant: "ghost" } as const;
  if (!canRegister(type)) return null;
  switch (rollup) {
    case "none":
    case "clearing":
      return (
        <ConfirmButton
          {...button}
          aria-label={`Register ${name}`}
          action={registerProperty}
          input={input}
          tone="primary"
          question={`Register “${key}” of “${event.label}”?`}
          consequences={<Consequences event={event} property={property} />}
          confirmLabel="Register property"
          done="Registered. The stored events are being summed up."
        >
          Register
        </ConfirmButton>
      );
    case "filling":
      return (
        <ActionButton
          {...button}
          aria-label={`Stop registering ${name}`}
          action={releaseProperty}
          input={input}
          done="Stopped. Rules read each event."
        >
          Stop
        </ActionButton>
      );
    case "ready":
      return (
        <ActionButton
          {...button}
          aria-label={`Release ${name}`}
          action={releaseProperty}
          input={input}
          done="Released. Rules read each event and answer the same."
          undo={{ action: registerProperty, input }}
        >
          Release
        </ActionButton>
      );
    case "releasing":
      return (
        <ActionButton
          {...button}
          aria-label={`Register ${name} again`}
          action={registerProperty}
          input={input}
          done="Registered again"
        >
          Take back
        </ActionButton>
      );
  }
}

/** What registering gains and costs, in numbers. */
function Consequences({ event, property }: Omit<PropertyButtonProps, "actions">) {
  const { events, rows, isScattered } = costOf(event, property);
  const about = (count: number, one: string) =>
    count < 1000 ? formatCount(count, one) : `about ${formatCount(roughly(count), one)}`;
  return (
    <div className="flex flex-col gap-2">
      <p>
        Rules that ask for its values (“where {property.key} is …”) then read the days on which somebody did
        it with these values, instead of every event. They answer sooner, and exactly the same.
      </p>
      <p className="num">
        It costs room for {about(rows, "row")} and a little time with each event that comes in. What is stored
        ({about(events, "event")}) is read once, in the background; rules use the summary when that is done.
      </p>
      {isScattered && (
        <p className="text-warn">
          Most events have a value of their own. Rules seldom ask for such values, and the summary is as long
          as the events.
        </p>
      )}
    </div>
  );
}
