/** A name for a query of the campaigns page. `owner` is null for one's own. */
export type SavedView = {
  id: string;
  name: string;
  query: string;
  isShared: boolean;
  owner: string | null;
  canChange: boolean;
};
