"use client";

import { useState } from "react";
import { FormError } from "@/components/auth/form-error";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/input";
import { SelectField } from "@/components/ui/select";
import { type Action, useActionForm } from "@/components/ui/use-action";
import type { Choice } from "@/lib/workspaces/choices";
import { LIMITS } from "@/lib/workspaces/limits";
import type { SettingsInput } from "@/lib/workspaces/model";
import { ContactRulesField, contactRulesOf } from "./contact-rules-field";
import { HolidaysField, holidaysOf } from "./holidays-field";
import { WorkdaysField, workdaysOf } from "./workdays-field";

type WorkspaceFormProps = {
  action: Action<SettingsInput, { changed: string[] }>;
  settings: SettingsInput;
  isCurrencyFixed: boolean;
  currencies: readonly Choice[];
  timeZones: readonly Choice[];
  thisYear: number;
};

const number = (name: keyof typeof LIMITS & ("floor" | "contactCap" | "contactCapDays")) => ({
  name,
  type: "number",
  inputMode: "numeric" as const,
  min: LIMITS[name].least,
  max: LIMITS[name].most,
  className: "[&_input]:num [&_input]:w-20",
});

/** What the owners set for everybody in the workspace. */
export function WorkspaceForm({
  action,
  settings,
  isCurrencyFixed,
  thisYear,
  ...choices
}: WorkspaceFormProps) {
  const [sentRules, setSentRules] = useState(settings.contactRules);
  const { form, fields, error, isPending } = useActionForm(action, {
    toInput: (data) => {
      const contactRules = contactRulesOf(data);
      setSentRules(contactRules);
      return {
        name: String(data.get("name")),
        currency: isCurrencyFixed ? settings.currency : String(data.get("currency")),
        timeZone: String(data.get("timeZone")),
        floor: Number(data.get("floor")),
        contactCap: Number(data.get("contactCap")),
        contactCapDays: Number(data.get("contactCapDays")),
        contactRules,
        workdays: workdaysOf(data),
        holidays: holidaysOf(data),
      };
    },
    done: ({ changed }) => (changed.length > 0 ? "Settings saved" : "Nothing had changed"),
  });
  return (
    <form {...form} method="post" className="flex flex-col gap-5" noValidate>
      <FormError error={error} />
      <Card title="Basics">
        <div className="flex max-w-lg flex-col gap-4">
          <TextField
            label="Name"
            name="name"
            defaultValue={settings.name}
            error={fields.name}
            maxLength={80}
          />
          <SelectField
            label="Currency"
            name="currency"
            defaultValue={settings.currency}
            disabled={isCurrencyFixed}
            options={choices.currencies}
            error={fields.currency}
            help={
              isCurrencyFixed
                ? "Fixed: there are orders in this currency."
                : "All amounts are kept and reported in it. It stays once there are orders."
            }
          />
          <SelectField
            label="Time zone"
            name="timeZone"
            defaultValue={settings.timeZone}
            options={choices.timeZones}
            error={fields.timeZone}
            help="A day starts and ends here. A change counts all segments and months anew."
          />
        </div>
      </Card>
      <Card title="Care with people">
        <div className="flex max-w-lg flex-col gap-4">
          <TextField
            label="Smallest group shown"
            {...number("floor")}
            defaultValue={settings.floor}
            error={fields.floor}
            unit="people"
            help="Viewers see a smaller group only as “fewer than” this, so that nobody can be picked out."
          />
          <div className="flex flex-wrap gap-x-4 gap-y-3">
            <TextField
              label="Contacts of one person, at most"
              {...number("contactCap")}
              defaultValue={settings.contactCap}
              error={fields.contactCap}
            />
            <TextField
              label="within"
              {...number("contactCapDays")}
              defaultValue={settings.contactCapDays}
              error={fields.contactCapDays}
              unit="days"
            />
          </div>
          <p className="-mt-2 text-xs text-ink-3">
            Over all channels together. Who would get more is a conflict on the campaigns.
          </p>
          <ContactRulesField rules={settings.contactRules} sent={sentRules} fields={fields} />
        </div>
      </Card>
      <Card title="Calendar">
        <div className="flex flex-col gap-6">
          <WorkdaysField
            key={settings.workdays.join()}
            workdays={settings.workdays}
            error={fields.workdays}
          />
          <HolidaysField
            key={settings.holidays.map(({ on, name }) => on + name).join()}
            holidays={settings.holidays}
            thisYear={thisYear}
            fields={fields}
          />
        </div>
      </Card>
      <Button type="submit" variant="primary" className="self-start" busy={isPending}>
        Save settings
      </Button>
    </form>
  );
}
