import type { Failure } from "@/lib/result";

/** Why a form was refused as a whole; what belongs to a field is said at the field. */
export function FormError({ error }: { error: Failure | null }) {
  if (!error || error.fields) return null;
  return (
    <p role="alert" className="rounded-md bg-bad-soft px-3 py-2 text-sm text-bad">
      {error.message}
    </p>
  );
}
