"use client";

import { Check, CornerUpLeft } from "lucide-react";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { Pill } from "@/components/ui/pill";
import { TextareaField } from "@/components/ui/textarea";
import { useAction } from "@/components/ui/use-action";
import type { ReviewRow } from "@/lib/campaigns/approval/review";
import type { Campaign } from "@/lib/campaigns/campaign";
import type { Review } from "@/lib/campaigns/model";
import type { ReviewVerdict } from "@/lib/campaigns/status";
import { formatMoment } from "@/lib/format";
import { inTurn, type Versioned } from "./in-turn";

export type ApprovalCardProps = {
  campaign: Campaign;
  reviews: readonly ReviewRow[];
  mayApprove: boolean;
  timeZone: string;
  now: Date;
  review: (input: Review) => Promise<Versioned>;
};

/** Who has approved it or sent it back, with their words, and the manager's decision while it is planned. */
export function ApprovalCard({ campaign, reviews, mayApprove, timeZone, now, review }: ApprovalCardProps) {
  const isWaiting = campaign.status === "planned" && !campaign.isApproved;
  return (
    <Card id="approval" title="Approval" action={<State campaign={campaign} />}>
      <div className="flex flex-col gap-3 text-sm">
        {campaign.status === "draft" && (
          <p className="text-ink-3">
            A draft is planned first. Then a manager or an owner of the workspace approves it, or sends it
            back.
          </p>
        )}
        {isWaiting && !mayApprove && (
          <p className="text-ink-3">It waits for a manager or an owner of the workspace.</p>
        )}
        {campaign.isApproved && campaign.status === "planned" && (
          <p className="text-ink-2">
            {campaign.approvedBy ?? "Somebody"} has approved what is written here. A change of the audience,
            the messages, the budget or the days asks for it again.
          </p>
        )}
        {reviews.length > 0 && (
          <ul className="flex flex-col gap-2">
            {reviews.map((each) => (
              <ReviewLine key={each.id} review={each} timeZone={timeZone} now={now} />
            ))}
          </ul>
        )}
        {mayApprove && campaign.status === "planned" && <Decision campaign={campaign} review={review} />}
      </div>
    </Card>
  );
}

function State({ campaign }: { campaign: Campaign }) {
  if (campaign.isApproved) return <Pill tone="good">approved</Pill>;
  if (campaign.status === "planned") return <Pill tone="warn">waits for approval</Pill>;
  return null;
}

function ReviewLine({ review, timeZone, now }: { review: ReviewRow; timeZone: string; now: Date }) {
  const who = review.who ?? "Somebody who left";
  return (
    <li className="flex gap-2">
      <Avatar name={who} size="md" decorative />
      <div className="min-w-0 flex-1">
        <p>
          <span className="font-medium">{who}</span>{" "}
          {review.verdict === "approved" ? "approved it" : "sent it back"}{" "}
          <time dateTime={review.at.toISOString()} className="num text-xs text-ink-3">
            {formatMoment(review.at, timeZone, now)}
          </time>
        </p>
        {review.comment && <p className="break-words whitespace-pre-line text-ink-2">{review.comment}</p>}
      </div>
    </li>
  );
}

function Decision({ campaign, review }: Pick<ApprovalCardProps, "campaign" | "review">) {
  const [comment, setComment] = useState("");
  const deciding = useAction(
    (input: Review) =>
      inTurn(input.campaignId, input.version, (version) => review({ ...input, version }), { needsAll: true }),
    { showsFields: true, onDone: () => setComment("") },
  );
  const decide = (verdict: ReviewVerdict) =>
    void deciding.run({ campaignId: campaign.id, version: campaign.version, verdict, comment });
  return (
    <div className="flex flex-col gap-2 print:hidden">
      <TextareaField
        label="Comment"
        optional
        rows={2}
        value={comment}
        error={deciding.fields.comment}
        help={campaign.isApproved ? undefined : "The owner is told what you decide. Sending back needs one."}
        onChange={(event) => setComment(event.target.value)}
      />
      <div className="flex flex-wrap gap-2">
        {!campaign.isApproved && (
          <Button variant="primary" busy={deciding.isPending} onClick={() => decide("approved")}>
            <Check aria-hidden="true" />
            Approve campaign
          </Button>
        )}
        <Button busy={deciding.isPending} onClick={() => decide("sent back")}>
          <CornerUpLeft aria-hidden="true" />
          Send back
        </Button>
      </div>
    </div>
  );
}
