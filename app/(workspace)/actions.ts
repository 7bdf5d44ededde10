"use server";

import { WorkspaceRef } from "@/lib/auth/model";
import { enterWorkspace } from "@/lib/auth/sessions/mutations";
import { SearchInput } from "@/lib/search/model";
import * as queries from "@/lib/search/queries";
import { publicAction } from "@/lib/web/public-action";
import { getActionCtx } from "@/lib/web/session";
import { sessionAction } from "@/lib/web/session-action";

const searching = publicAction(SearchInput, async (input) => queries.searchAll(await getActionCtx(), input));

export async function search(input: SearchInput) {
  const result = await searching(input);
  return result.ok ? result.value : [];
}

export const switchWorkspace = sessionAction(WorkspaceRef, ({ sessionId, user }, { workspaceId }) =>
  enterWorkspace({ userId: user.id, sessionId, workspaceId }),
);
