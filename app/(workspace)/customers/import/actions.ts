"use server";

import * as past from "@/lib/campaigns/past/mutations";
import { DialectChange, ImportRef, StartInput, UploadInput } from "@/lib/imports/model";
import * as imports from "@/lib/imports/mutations";
import { action } from "@/lib/web/action";

export const beginUpload = action(UploadInput, imports.beginUpload);
export const finishUpload = action(ImportRef, imports.finishUpload);
export const setDialect = action(DialectChange, imports.setDialect);
export const startImport = action(StartInput, imports.startImport);
export const cancelImport = action(ImportRef, imports.cancelImport);
export const takeBackCampaign = action(ImportRef, past.takeBackCampaign);
export const resumeImport = action(ImportRef, imports.resumeImport);
