import type { Metadata } from "next";
import { EditorHere } from "../editor-here";

export const metadata: Metadata = { title: "Define KPI" };

export default function NewKpiPage() {
  return <EditorHere />;
}
