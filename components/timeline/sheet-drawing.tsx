import { type Sheet, sheetSvg, sizeOf } from "@/lib/timeline/sheet/marks";

/** A sheet of the plan as its drawing, whole and as wide as there is room. */
export function SheetDrawing({ sheet }: { sheet: Sheet }) {
  return (
    // biome-ignore lint/performance/noImgElement: a drawing made here, at whatever size the paper has
    <img
      src={`data:image/svg+xml,${encodeURIComponent(sheetSvg(sheet))}`}
      alt={sheet.label}
      {...sizeOf(sheet)}
      className="block h-auto w-full"
    />
  );
}
