/** How the figures come about, for people. */
export function ValueFormula({ discount }: { discount: number }) {
  return (
    <div className="flex max-w-[75ch] flex-col gap-2 text-sm text-ink-2">
      <p>
        <b className="font-medium text-ink">P(active)</b> and{" "}
        <b className="font-medium text-ink">expected orders</b> come from the BG/NBD model (Fader, Hardie and
        Lee 2005): while active, people order at a rate of their own, and after each order some leave. It
        reads three figures of a person: days with an order after the first, the time from the first to the
        last, and the time since the first. Who ordered once cannot have left by this model: P(active) is 100
        %.
      </p>
      <p>
        <b className="font-medium text-ink">Expected value</b> is, for each of the coming 12 months, the
        expected orders of that month × the expected amount, less {discount} % a year. A month is 4.345 weeks,
        the unit of the model. The amount comes from the Gamma-Gamma model (Fader and Hardie 2013): between a
        person’s own mean and everybody’s, the nearer to their own the more often they came back. Amounts are
        before returns, and costs are not taken off.
      </p>
    </div>
  );
}
