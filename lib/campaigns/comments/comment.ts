/** A remark that is not removed. `item` is the tactic it is about. */
export type CommentRow = {
  id: string;
  item: { id: string; name: string } | null;
  author: string;
  isOwn: boolean;
  body: string;
  at: Date;
  editedAt: Date | null;
};
