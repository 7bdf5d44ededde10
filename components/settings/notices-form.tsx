"use client";

import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FormError } from "@/components/ui/form-error";
import { SegmentedChoice } from "@/components/ui/segmented";
import { SelectField } from "@/components/ui/select";
import { type Action, useActionForm } from "@/components/ui/use-action";
import { type DigestRhythm, hourText, weekdayName } from "@/lib/work/digest/rhythm";
import { NOTICE_KIND, NOTICE_KINDS, type NoticeKind, type NoticeWay } from "@/lib/work/notices/kinds";
import type { NoticeSettingsInput } from "@/lib/work/notices/model";
import type { NoticeChoices } from "@/lib/work/notices/notice";
import type { Choice } from "@/lib/workspaces/choices";

const RHYTHMS = [
  { value: "off", label: "Off" },
  { value: "daily", label: "Daily" },
  { value: "weekly", label: "Weekly" },
];
const HOURS = Array.from({ length: 24 }, (_, hour) => ({ value: String(hour), label: hourText(hour) }));
const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7].map((day) => ({ value: String(day), label: weekdayName(day) }));
const BOX = "size-3.5 rounded-sm accent-accent coarse:size-5 disabled:opacity-50";
/** The whole cell is the target. */
const TARGET = "grid min-h-8 min-w-8 place-items-center coarse:min-h-control coarse:min-w-control";

function waysOf(data: FormData): Record<NoticeKind, NoticeWay> {
  return Object.fromEntries(
    NOTICE_KINDS.map((kind) => [kind, { inApp: data.has(`app:${kind}`), inMail: data.has(`mail:${kind}`) }]),
  ) as Record<NoticeKind, NoticeWay>;
}

/** Per kind of notice: in the app, in the digest, or in neither; and when the digest comes. */
export function NoticesForm({
  choices,
  timeZones,
  workspaceZone,
  action,
}: {
  choices: Pick<NoticeChoices, "schedule" | "timeZone" | "ways">;
  timeZones: readonly Choice[];
  workspaceZone: string;
  action: Action<NoticeSettingsInput, void>;
}) {
  const { schedule, ways } = choices;
  const [every, setEvery] = useState<DigestRhythm>(schedule.every);
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data): NoticeSettingsInput => ({
      every,
      hour: Number(data.get("hour") ?? schedule.hour),
      weekday: Number(data.get("weekday") ?? schedule.weekday),
      timeZone: String(data.get("timeZone") ?? choices.timeZone ?? "") || null,
      ways: waysOf(data),
    }),
    done: "Notices saved",
  });
  return (
    <form {...form} method="post" className="flex flex-col gap-5" noValidate>
      {error && !error.fields && <FormError>{error.message}</FormError>}
      <table className="w-full max-w-2xl text-sm">
        <caption className="sr-only">Where each kind of notice reaches you</caption>
        <thead>
          <tr className="text-xs text-ink-3">
            <th scope="col" className="py-1 text-left font-medium">
              About
            </th>
            <th scope="col" className="w-20 px-1 py-1 text-center font-medium">
              In the app
            </th>
            <th scope="col" className="w-20 px-1 py-1 text-center font-medium">
              In the digest
            </th>
          </tr>
        </thead>
        <tbody>
          {NOTICE_KINDS.map((kind) => {
            const { label, help } = NOTICE_KIND[kind];
            return (
              <tr key={kind} className="border-t border-line">
                <th scope="row" className="py-1.5 pr-2 text-left font-normal">
                  <span className="block font-medium">{label}</span>
                  <span className="block text-xs text-ink-3">{help}</span>
                </th>
                <td>
                  <label className={TARGET}>
                    <span className="sr-only">{label}, in the app</span>
                    <input
                      type="checkbox"
                      name={`app:${kind}`}
                      defaultChecked={ways[kind].inApp}
                      className={BOX}
                    />
                  </label>
                </td>
                <td>
                  <label className={TARGET}>
                    <span className="sr-only">{label}, in the digest</span>
                    <input
                      type="checkbox"
                      name={`mail:${kind}`}
                      defaultChecked={ways[kind].inMail}
                      className={BOX}
                    />
                  </label>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
      <div className="flex flex-col items-start gap-1">
        <span aria-hidden="true" className="text-sm font-medium">
          Digest by e-mail
        </span>
        <SegmentedChoice
          label="Digest by e-mail"
          options={RHYTHMS}
          value={every}
          onChange={(event) => setEvery(event.target.value as DigestRhythm)}
        />
        <p className="text-xs text-ink-3">
          One mail with what is new and what you have not read here. None when nothing is new.
        </p>
      </div>
      {every !== "off" && (
        <div className="grid max-w-2xl gap-4 sm:auto-cols-fr sm:grid-flow-col sm:[&>:last-child]:col-span-2">
          {every === "weekly" && (
            <SelectField
              label="On"
              name="weekday"
              defaultValue={String(schedule.weekday)}
              options={WEEKDAYS}
              error={fields.weekday}
            />
          )}
          <SelectField
            label="At"
            name="hour"
            defaultValue={String(schedule.hour)}
            options={HOURS}
            error={fields.hour}
          />
          <SelectField
            label="Time zone"
            name="timeZone"
            defaultValue={choices.timeZone ?? ""}
            options={[
              { value: "", label: `As the workspace (${workspaceZone.replaceAll("_", " ")})` },
              ...timeZones,
            ]}
            error={fields.timeZone}
          />
        </div>
      )}
      <Button type="submit" className="self-start" busy={isPending}>
        Save notices
      </Button>
    </form>
  );
}
