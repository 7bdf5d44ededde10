import { z } from "zod";
import { ARM_ROLES, MOST_ARMS } from "@/lib/campaigns/past/past";
import { ENCODINGS } from "./encoding-names";
import { IMPORT_KINDS, MAX_FILE_BYTES } from "./import";
import { CUSTOMER_KEYS } from "./mapping";
import { READINGS } from "./reading";

export const ImportRef = z.object({ importId: z.uuid() });
export type ImportRef = z.infer<typeof ImportRef>;

export const UploadInput = z.object({
  kind: z.enum(IMPORT_KINDS),
  fileName: z.string().trim().min(1).max(300),
  fileBytes: z
    .int()
    .min(1, "This file is empty. Choose one that has rows.")
    .max(MAX_FILE_BYTES, "A file can have up to 200 MB. Compress it with gzip, or split it."),
});
export type UploadInput = z.infer<typeof UploadInput>;

/** Which part of a file it is: they count from 0. */
export const PartRef = ImportRef.extend({ part: z.coerce.number().int().min(0).max(1000) });
export type PartRef = z.infer<typeof PartRef>;

export const DialectChange = ImportRef.extend({
  encoding: z.enum(ENCODINGS),
  delimiter: z.enum([",", ";", "\t", "|"]),
  hasHeader: z.boolean(),
});
export type DialectChange = z.infer<typeof DialectChange>;

export const MappingInput = z.object({
  columns: z
    .array(
      z.object({
        field: z.string().max(200).nullable(),
        reading: z.enum(READINGS),
        label: z.string().trim().max(60, "Use at most 60 characters."),
      }),
    )
    .max(2000),
  key: z.enum(CUSTOMER_KEYS),
  cancelPrefix: z.string().trim().max(20),
  isPositiveOnly: z.boolean(),
  isWithoutCancellations: z.boolean(),
  campaign: z
    .object({
      name: z.string().trim().max(100, "Use at most 100 characters."),
      startOn: z.string().max(10),
      endOn: z.string().max(10),
      goal: z.string().trim().max(60, "Use at most 60 characters."),
      arms: z
        .array(
          z.object({
            value: z.string().max(200),
            role: z.enum(ARM_ROLES),
            name: z.string().trim().max(60, "Use at most 60 characters."),
            weight: z.number().nonnegative().max(1e6),
          }),
        )
        .max(MOST_ARMS),
    })
    .optional(),
});

export const StartInput = ImportRef.extend({ mapping: MappingInput });
export type StartInput = z.infer<typeof StartInput>;
