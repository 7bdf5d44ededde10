import { Download } from "lucide-react";
import { ActionButton } from "@/components/ui/action-button";
import { buttonClass } from "@/components/ui/button";
import { Callout } from "@/components/ui/callout";
import { Card } from "@/components/ui/card";
import { ConfirmButton } from "@/components/ui/confirm-button";
import { FigureWells } from "@/components/ui/key-figure";
import { StackedProgress } from "@/components/ui/progress-bar";
import { RowHeader, Table, TableBody, TableHead, Td, Th, Tr } from "@/components/ui/table";
import type { Action } from "@/components/ui/use-action";
import { formatCount, formatDuration, formatList, formatMoney, formatNumber } from "@/lib/format";
import type { ImportDetail, RejectGroup } from "@/lib/imports/import";
import type { ImportRef } from "@/lib/imports/model";
import { countParts } from "@/lib/imports/parts";
import { resultSentence } from "@/lib/imports/result";
import type { OrderTotals } from "@/lib/orders/line";

export type ImportResultProps = {
  detail: ImportDetail;
  rejects: readonly RejectGroup[];
  orders: OrderTotals | null;
  /** The campaign that it brought in, while its people are not taken back. */
  campaign: { id: string; name: string } | null;
  currency: string;
  cancelImport: Action<ImportRef, void>;
  resumeImport: Action<ImportRef, void>;
  takeBackCampaign: Action<ImportRef, void>;
};

const TONE = { failed: "bad", cancelled: "plain", uploading: "warn", done: "good" } as const;
const TITLE = {
  failed: "The import failed.",
  cancelled: "Not imported whole.",
  uploading: "The upload is not complete.",
  done: "The import is done.",
} as const;

/** What became of an import: the sentence, the counts, the rows that were set aside and why. */
export function ImportResult({ detail, rejects, orders, campaign, currency, ...actions }: ImportResultProps) {
  const { id, fileName, counts, status } = detail;
  const state = status === "mapping" || status === "running" ? "done" : status;
  const isOpen = status === "uploading" || (status === "failed" && detail.isResumable);
  return (
    <>
      <Callout
        tone={TONE[state]}
        title={TITLE[state]}
        live
        action={
          campaign ? (
            <ConfirmButton
              action={actions.takeBackCampaign}
              input={{ importId: id }}
              question={`Take “${campaign.name}” back?`}
              consequences="Its audience and its fixed lists are emptied and archived, and its results are gone. Customers that came with it stay. The same file brings it again."
              confirmLabel="Take campaign back"
            >
              Take campaign back
            </ConfirmButton>
          ) : (
            isOpen && (
              <span className="flex gap-2">
                <ConfirmButton
                  action={actions.cancelImport}
                  input={{ importId: id }}
                  question={`Discard “${fileName}”?`}
                  consequences="The uploaded file is deleted. What was written stays."
                  confirmLabel="Discard file"
                >
                  Discard file
                </ConfirmButton>
                {detail.isResumable && (
                  <ActionButton variant="primary" action={actions.resumeImport} input={{ importId: id }}>
                    Continue import
                  </ActionButton>
                )}
              </span>
            )
          )
        }
      >
        {resultSentence(detail)}
      </Callout>
      {counts.read > 0 && (
        <Card
          title={formatCount(counts.read, "row")}
          meta={
            detail.progress.elapsedMs > 0 &&
            `in ${formatDuration(detail.progress.elapsedMs)}, ${formatCount(Math.round(counts.read / (detail.progress.elapsedMs / 1000)), "row")} a second`
          }
        >
          <StackedProgress label={`Rows of ${fileName}`} parts={countParts(counts)} total={counts.read} />
          {orders && orders.orders > 0 && <OrderFigures orders={orders} currency={currency} />}
        </Card>
      )}
      {rejects.length > 0 && <RejectCard importId={id} rejected={counts.rejected} rejects={rejects} />}
    </>
  );
}

function OrderFigures({ orders, currency }: { orders: OrderTotals; currency: string }) {
  return (
    <div className="mt-4">
      <FigureWells
        figures={[
          { name: "Orders and returns", value: formatNumber(orders.orders) },
          { name: "Customers", value: formatNumber(orders.customers) },
          { name: "Net of returns", value: formatMoney(orders.amountMinor, currency) },
        ]}
      />
    </div>
  );
}

type RejectCardProps = { importId: string; rejected: number; rejects: readonly RejectGroup[] };

function RejectCard({ importId, rejected, rejects }: RejectCardProps) {
  return (
    <Card
      title="Set aside"
      meta={formatCount(rejected, "row")}
      flush
      action={
        <a href={`/api/imports/${importId}/rejected`} download className={buttonClass({})}>
          <Download aria-hidden="true" />
          Download with reasons
        </a>
      }
    >
      <Table label="Reasons why rows were set aside">
        <TableHead sticky={false}>
          <Th>Reason</Th>
          <Th num>Rows</Th>
          <Th>In the file</Th>
        </TableHead>
        <TableBody>
          {rejects.map(({ reason, rows, firstRows }) => (
            <Tr key={reason}>
              <RowHeader className="font-normal">{reason}</RowHeader>
              <Td num phone="first">
                {formatNumber(rows)}
              </Td>
              <Td className="num text-ink-2">{whereWords(rows, firstRows)}</Td>
            </Tr>
          ))}
        </TableBody>
      </Table>
    </Card>
  );
}

function whereWords(rows: number, firstRows: readonly number[]): string {
  const first = firstRows.map((no) => formatNumber(no));
  if (rows > firstRows.length)
    return `rows ${first.join(", ")} and ${formatNumber(rows - first.length)} more`;
  return `${rows === 1 ? "row" : "rows"} ${formatList(first)}`;
}
