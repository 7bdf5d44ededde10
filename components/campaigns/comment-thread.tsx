"use client";

import { Pencil, Trash2 } from "lucide-react";
import Link from "next/link";
import { useState } from "react";
import { Avatar } from "@/components/ui/avatar";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { IconButton } from "@/components/ui/icon-button";
import { type Action, useAction } from "@/components/ui/use-action";
import type { CommentRow } from "@/lib/campaigns/comments/comment";
import { splitMentions } from "@/lib/campaigns/comments/mention";
import type { CommentChange, CommentInput, CommentRef } from "@/lib/campaigns/comments/model";
import { formatMoment } from "@/lib/format";
import type { NamedKey } from "@/lib/timeline/plan";
import { CommentBox } from "./comment-box";

export type CommentActions = {
  add: Action<CommentInput, { commentId: string }>;
  edit: Action<CommentChange, CommentChange>;
  remove: Action<CommentRef, CommentRef>;
  restore: Action<CommentRef, CommentRef>;
};

export type CommentThreadProps = {
  campaignId: string;
  /** The tactic it is about; null for the campaign, which shows those of its tactics too. */
  itemId: string | null;
  comments: readonly CommentRow[];
  people: readonly NamedKey[];
  canWrite: boolean;
  timeZone: string;
  now: Date;
  actions: CommentActions;
};

/** What the team says, the oldest first; own remarks can be changed and removed. */
export function CommentThread(props: CommentThreadProps) {
  const { campaignId, itemId, comments, people, canWrite, timeZone, now, actions } = props;
  return (
    <Card id="comments" title="Comments" meta={comments.length > 0 ? `${comments.length}` : undefined}>
      <div className="flex flex-col gap-4">
        {comments.length === 0 && (
          <p className="text-sm text-ink-3">
            Nobody has said anything yet.
            {canWrite && " Name somebody with @, and they get a notice."}
          </p>
        )}
        {comments.length > 0 && (
          <ol className="flex flex-col gap-3">
            {comments.map((comment) => (
              <Comment
                key={comment.id}
                comment={comment}
                campaignId={campaignId}
                isAbove={itemId === null}
                people={people}
                canWrite={canWrite}
                timeZone={timeZone}
                now={now}
                actions={actions}
              />
            ))}
          </ol>
        )}
        {canWrite && <Composer campaignId={campaignId} itemId={itemId} people={people} add={actions.add} />}
      </div>
    </Card>
  );
}

type CommentProps = Omit<CommentThreadProps, "comments" | "itemId"> & {
  comment: CommentRow;
  /** Shown above its tactic, which it then names. */
  isAbove: boolean;
};

function Comment({ comment, campaignId, isAbove, people, canWrite, timeZone, now, actions }: CommentProps) {
  const [draft, setDraft] = useState<string | null>(null);
  const editing = useAction(actions.edit, {
    done: "Comment changed",
    undo: (before) => actions.edit(before),
    onDone: () => setDraft(null),
  });
  const removing = useAction(actions.remove, {
    done: "Comment removed",
    undo: (removed) => actions.restore(removed),
  });
  const { item } = comment;
  const save = () => {
    if (draft?.trim()) void editing.run({ commentId: comment.id, body: draft.trim() });
  };
  return (
    <li className="group flex gap-2.5 text-sm">
      <Avatar name={comment.author} size="md" decorative />
      <div className="min-w-0 flex-1">
        <div className="flex min-h-6 flex-wrap items-center gap-x-2">
          <span className="font-medium">{comment.author}</span>
          {isAbove && item && (
            <span className="min-w-0 text-xs text-ink-3">
              on{" "}
              <Link
                href={`/campaigns/${campaignId}/plan/${item.id}`}
                className="text-ink-2 underline underline-offset-2 hover:text-ink"
              >
                {item.name}
              </Link>
            </span>
          )}
          <time dateTime={comment.at.toISOString()} className="num text-xs text-ink-3">
            {formatMoment(comment.at, timeZone, now)}
            {comment.editedAt && ", changed"}
          </time>
          {canWrite && comment.isOwn && draft === null && (
            <span className="ml-auto flex print:hidden">
              <IconButton
                label="Change this comment"
                className="size-6!"
                onClick={() => setDraft(comment.body)}
              >
                <Pencil aria-hidden="true" />
              </IconButton>
              <IconButton
                label="Remove this comment"
                className="size-6!"
                disabled={removing.isPending}
                onClick={() => void removing.run({ commentId: comment.id })}
              >
                <Trash2 aria-hidden="true" />
              </IconButton>
            </span>
          )}
        </div>
        {draft === null ? (
          <Body body={comment.body} people={people} />
        ) : (
          <div className="flex flex-col gap-2">
            <CommentBox
              label="Change the comment"
              value={draft}
              people={people}
              autoFocus
              onChange={setDraft}
              onSubmit={save}
              onCancel={() => setDraft(null)}
            />
            <span className="flex gap-2">
              <Button size="sm" variant="primary" busy={editing.isPending} onClick={save}>
                Save comment
              </Button>
              <Button size="sm" variant="ghost" onClick={() => setDraft(null)}>
                Cancel
              </Button>
            </span>
          </div>
        )}
      </div>
    </li>
  );
}

function Body({ body, people }: { body: string; people: readonly NamedKey[] }) {
  const parts = splitMentions(body, people).map((part, index) => ({ part, key: `${index}` }));
  return (
    <p className="break-words whitespace-pre-line text-ink-2">
      {parts.map(({ part, key }) =>
        "text" in part ? (
          part.text
        ) : (
          <span key={key} className="rounded-sm bg-accent-soft px-0.5 font-medium text-accent-strong">
            @{part.name}
          </span>
        ),
      )}
    </p>
  );
}

type ComposerProps = Pick<CommentThreadProps, "campaignId" | "itemId" | "people"> & {
  add: CommentActions["add"];
};

function Composer({ campaignId, itemId, people, add }: ComposerProps) {
  const [body, setBody] = useState("");
  const adding = useAction(add, { onDone: () => setBody("") });
  const send = () => {
    if (body.trim() && !adding.isPending) void adding.run({ campaignId, itemId, body: body.trim() });
  };
  return (
    <div className="flex flex-col items-start gap-2 print:hidden">
      <div className="w-full">
        <CommentBox label="New comment" value={body} people={people} onChange={setBody} onSubmit={send} />
      </div>
      <Button busy={adding.isPending} disabled={body.trim() === ""} onClick={send}>
        Add comment
      </Button>
    </div>
  );
}
