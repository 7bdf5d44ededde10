"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";
import { FileDrop } from "@/components/ui/file-drop";
import { ProgressBar } from "@/components/ui/progress-bar";
import { RadioCards } from "@/components/ui/radio-cards";
import type { Action } from "@/components/ui/use-action";
import { formatBytes } from "@/lib/format";
import { type ImportKind, MAX_FILE_BYTES } from "@/lib/imports/import";
import type { ImportRef, UploadInput } from "@/lib/imports/model";
import { failureText } from "@/lib/result";
import { sendFile } from "./send-file";

export type UploadFormProps = {
  beginUpload: Action<UploadInput, ImportRef>;
  finishUpload: Action<ImportRef, ImportRef>;
  cancelImport: Action<ImportRef, void>;
};

type Sending = { file: File; sent: number; isReading: boolean };

const UNREACHABLE = "The server did not answer. Check the connection and upload the file again.";

/** What the file holds, the file, and how much of it has arrived. */
export function UploadForm({ beginUpload, finishUpload, cancelImport }: UploadFormProps) {
  const router = useRouter();
  const [kind, setKind] = useState<ImportKind>("customers");
  const [sending, setSending] = useState<Sending | null>(null);
  const [error, setError] = useState<string | null>(null);
  const stop = useRef<AbortController | null>(null);

  async function send(file: File): Promise<string | null> {
    const begun = await beginUpload({ kind, fileName: file.name, fileBytes: file.size });
    if (!begun.ok) return failureText(begun.error);
    const { importId } = begun.value;
    const control = new AbortController();
    stop.current = control;
    const sent = await sendFile(importId, file, {
      signal: control.signal,
      onSent: (bytes) => setSending({ file, sent: bytes, isReading: false }),
    });
    if (control.signal.aborted) {
      await cancelImport({ importId });
      return "The upload was stopped. Nothing was kept.";
    }
    if (!sent.ok) return sent.error.message;
    setSending({ file, sent: file.size, isReading: true });
    const finished = await finishUpload({ importId });
    if (!finished.ok) return finished.error.message;
    router.push(`/customers/import/${importId}`);
    return null;
  }

  async function take(file: File) {
    if (file.size === 0) return setError("This file is empty. Choose one that has rows.");
    if (file.size > MAX_FILE_BYTES)
      return setError(
        `This file has ${formatBytes(file.size)}, and a file can have up to 200 MB. Compress it with gzip, or split it.`,
      );
    setError(null);
    setSending({ file, sent: 0, isReading: false });
    const problem = await send(file).catch(() => UNREACHABLE);
    if (problem === null) return;
    setSending(null);
    setError(problem);
  }

  return (
    <Card title="New import">
      <div className="flex flex-col gap-4">
        <RadioCards
          legend="The file holds"
          name="kind"
          columns={3}
          value={kind}
          onChange={(event) => setKind(event.target.value as ImportKind)}
          options={[
            {
              value: "customers",
              label: "Customers",
              help: "One row per person",
              disabled: sending !== null,
            },
            {
              value: "orders",
              label: "Orders",
              help: "One row per line of an order",
              disabled: sending !== null,
            },
            {
              value: "campaign",
              label: "Finished campaign",
              help: "One row per person, with the group they were in",
              disabled: sending !== null,
            },
          ]}
        />
        {sending ? (
          <SendingFile sending={sending} onStop={() => stop.current?.abort()} />
        ) : (
          <FileDrop
            label="Drop a CSV file here, or choose one"
            help="CSV, TSV or text, also packed as .gz, up to 200 MB. Nothing is written before you have matched its columns."
            accept=".csv,.tsv,.txt,.gz"
            error={error ?? undefined}
            onFile={(file) => void take(file)}
          />
        )}
      </div>
    </Card>
  );
}

function SendingFile({ sending, onStop }: { sending: Sending; onStop: () => void }) {
  const { file, sent, isReading } = sending;
  return (
    <div className="rounded-lg border border-line px-4 py-3">
      <div className="mb-2 flex min-h-control items-center gap-3">
        <p role="status" className="min-w-0 flex-1 truncate text-sm">
          <span className="font-medium">{file.name}</span>{" "}
          <span className="text-ink-2">{isReading ? "is being looked at" : "is being uploaded"}</span>
        </p>
        {!isReading && <Button onClick={onStop}>Stop upload</Button>}
      </div>
      <ProgressBar
        label={isReading ? `Looking at ${file.name}` : `Uploading ${file.name}`}
        share={isReading ? null : sent / file.size}
        figure={`${formatBytes(sent)} of ${formatBytes(file.size)}`}
      />
    </div>
  );
}
