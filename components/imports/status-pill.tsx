import { Pill, type Tone } from "@/components/ui/pill";
import type { ImportStatus } from "@/lib/imports/import";

const LOOK: Record<ImportStatus, { word: string; tone: Tone }> = {
  uploading: { word: "Not uploaded whole", tone: "warn" },
  mapping: { word: "Waits for matching", tone: "accent" },
  running: { word: "Importing", tone: "accent" },
  done: { word: "Done", tone: "good" },
  failed: { word: "Failed", tone: "bad" },
  cancelled: { word: "Stopped", tone: "plain" },
};

export function ImportPill({ status }: { status: ImportStatus }) {
  const { word, tone } = LOOK[status];
  return <Pill tone={tone}>{word}</Pill>;
}
