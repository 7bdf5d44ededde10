"use client";

import { Callout } from "@/components/ui/callout";
import { Checkbox } from "@/components/ui/checkbox";
import type { Campaign } from "@/lib/campaigns/campaign";
import { STRATA, STRATUM_LABEL, type Stratum } from "@/lib/campaigns/launch/strata";
import { ValuePart } from "../brief-fields";
import { type SaveBrief, useBrief } from "../use-brief";

const MOST = 3;

/** How many are held out and by what the split is balanced; each saves by itself. */
export function SplitForm({ campaign, save }: { campaign: Campaign; save: SaveBrief }) {
  const brief = useBrief(campaign.id, campaign.version, save);
  const stratifyBy: Stratum[] = brief.wanted.stratifyBy ?? campaign.stratifyBy;
  const message = brief.conflict?.message ?? brief.errors.form ?? brief.errors.stratifyBy;
  return (
    <div className="flex flex-col gap-4" aria-busy={brief.isSaving}>
      {message && <Callout tone="bad">{message}</Callout>}
      <ValuePart
        key={brief.revision}
        label="Control group"
        type="number"
        min="0"
        max="50"
        unit="%"
        value={String(campaign.controlShare)}
        error={brief.errors.controlShare}
        onSave={(text) =>
          void brief.change({ controlShare: Number(text) }, { controlShare: campaign.controlShare })
        }
      />
      <fieldset>
        <legend className="mb-0.5 text-sm font-medium">Balance it by, optional</legend>
        {STRATA.map((kind) => (
          <Checkbox
            key={kind}
            label={STRATUM_LABEL[kind]}
            checked={stratifyBy.includes(kind)}
            disabled={!stratifyBy.includes(kind) && stratifyBy.length >= MOST}
            onChange={(event) =>
              void brief.change(
                {
                  stratifyBy: STRATA.filter((each) =>
                    each === kind ? event.target.checked : stratifyBy.includes(each),
                  ),
                },
                { stratifyBy },
              )
            }
          />
        ))}
        <p className="mt-1 text-xs text-ink-3">
          Each group then gives exactly the share, to within one person. Choose at most three.
        </p>
      </fieldset>
    </div>
  );
}
