/** The mark of the product: four groups of different size. */
export function Mark({ size = 24 }: { size?: number }) {
  return (
    <span
      aria-hidden="true"
      style={{ width: size, height: size }}
      className="grid flex-none place-items-center rounded-md bg-ink text-bg"
    >
      <svg viewBox="0 0 16 16" width="56%" fill="currentColor" aria-hidden="true">
        <circle cx="5" cy="5" r="3" />
        <circle cx="11.5" cy="6" r="2" opacity="0.7" />
        <circle cx="6.5" cy="12" r="2" opacity="0.7" />
        <circle cx="12" cy="12" r="1.4" opacity="0.45" />
      </svg>
    </span>
  );
}
