"use client";

import { Card } from "@/components/ui/card";
import { TextField } from "@/components/ui/input";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import { TokenInput, TokenSelect } from "@/components/ui/token-select";
import {
  ARM_ROLE_LABEL,
  ARM_ROLES,
  type ArmRole,
  type PastArm,
  type PastSettings,
} from "@/lib/campaigns/past/past";
import { formatPercent } from "@/lib/format";
import { type ImportMapping, isMapped } from "@/lib/imports/mapping";

export type CampaignRulesProps = {
  mapping: ImportMapping;
  settings: PastSettings;
  onChange: (settings: PastSettings) => void;
};

/** What the campaign was, and which value of the group column was treated, held out or is left out. */
export function CampaignRules({ mapping, settings, onChange }: CampaignRulesProps) {
  const change = (part: Partial<PastSettings>) => onChange({ ...settings, ...part });
  const changeArm = (value: string, part: Partial<PastArm>) =>
    change({ arms: settings.arms.map((arm) => (arm.value === value ? { ...arm, ...part } : arm)) });
  const whole = settings.arms.reduce((sum, { role, weight }) => sum + (role === "out" ? 0 : weight), 0);
  return (
    <Card title="The campaign">
      <div className="grid gap-4 sm:grid-cols-2 lg:grid-cols-4">
        <TextField
          label="Name"
          value={settings.name}
          maxLength={100}
          onChange={(event) => change({ name: event.target.value })}
        />
        <TextField
          label="First day"
          type="date"
          value={settings.startOn}
          onChange={(event) => change({ startOn: event.target.value })}
        />
        <TextField
          label="Last day"
          type="date"
          value={settings.endOn}
          onChange={(event) => change({ endOn: event.target.value })}
        />
        {isMapped(mapping, "reached") && (
          <TextField
            label="What it aimed at"
            help="As it is called in the results"
            value={settings.goal}
            maxLength={60}
            onChange={(event) => change({ goal: event.target.value })}
          />
        )}
      </div>
      {settings.arms.length > 0 && (
        <div className="-mx-4 mt-4 border-t border-line">
          <Table label="Groups of the campaign">
            <TableHead sticky={false}>
              <Th>Value in the file</Th>
              <Th>This group</Th>
              <Th>Name of the variant</Th>
              <Th>Part by plan</Th>
            </TableHead>
            <TableBody>
              {settings.arms.map((arm) => (
                <ArmRow
                  key={arm.value}
                  arm={arm}
                  whole={whole}
                  onChange={(part) => changeArm(arm.value, part)}
                />
              ))}
            </TableBody>
          </Table>
        </div>
      )}
    </Card>
  );
}

function ArmRow({
  arm,
  whole,
  onChange,
}: {
  arm: PastArm;
  whole: number;
  onChange: (part: Partial<PastArm>) => void;
}) {
  const { value, role, name, weight } = arm;
  return (
    <Tr isMuted={role === "out"}>
      <RowHeader className="font-mono text-xs!">{value}</RowHeader>
      <Td phone="first">
        <TokenSelect
          label={`What ${value} was`}
          isSubject={role === "control"}
          options={ARM_ROLES.map((each) => ({ value: each, label: ARM_ROLE_LABEL[each] }))}
          value={role}
          onChange={(event) => onChange({ role: event.target.value as ArmRole })}
        />
      </Td>
      <Td>
        {role === "variant" && (
          <TokenInput
            label={`Name of the variant for ${value}`}
            value={name}
            maxLength={60}
            aria-invalid={name.trim() === ""}
            onChange={(event) => onChange({ name: event.target.value })}
          />
        )}
      </Td>
      <Td>
        {role !== "out" && (
          <span className="inline-flex items-center gap-2">
            <TokenInput
              label={`Planned part of ${value}`}
              type="number"
              min={0}
              step="any"
              value={String(weight)}
              aria-invalid={!(weight > 0)}
              onChange={(event) => onChange({ weight: Number(event.target.value) })}
            />
            <span className="num text-xs text-ink-3">
              {whole > 0 ? `${formatPercent(weight / whole)} of the people` : ""}
            </span>
          </span>
        )}
      </Td>
    </Tr>
  );
}
