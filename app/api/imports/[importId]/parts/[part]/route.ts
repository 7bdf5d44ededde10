import { PART_BYTES } from "@/lib/imports/import";
import { PartRef } from "@/lib/imports/model";
import { addPart } from "@/lib/imports/mutations";
import { uploadRoute } from "@/lib/web/route";

export const PUT = uploadRoute(PartRef, PART_BYTES, addPart);
