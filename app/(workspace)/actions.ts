"use server";

import { refresh } from "next/cache";
import { z } from "zod";
import { enterWorkspace } from "@/lib/auth/sessions/mutations";
import { SearchInput } from "@/lib/search/model";
import * as queries from "@/lib/search/queries";
import { publicAction } from "@/lib/web/public-action";
import { getActionCtx, requireSession } from "@/lib/web/session";

const searching = publicAction(SearchInput, async (input) => queries.searchAll(await getActionCtx(), input));

export async function search(input: SearchInput) {
  const result = await searching(input);
  return result.ok ? result.value : [];
}

export const switchWorkspace = publicAction(z.object({ workspaceId: z.int() }), async ({ workspaceId }) => {
  const { user, sessionId } = await requireSession();
  await enterWorkspace({ userId: user.id, sessionId, workspaceId });
  refresh();
});
