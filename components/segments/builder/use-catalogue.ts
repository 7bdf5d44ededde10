import { useCallback, useMemo, useState } from "react";
import type { RuleCatalogue } from "@/lib/segments/catalogue/catalogue";

/** The catalogue, and the products that searches have found since. */
export function useCatalogue(start: RuleCatalogue) {
  const [found, setFound] = useState<RuleCatalogue["products"]>([]);
  const catalogue = useMemo(() => ({ ...start, products: [...start.products, ...found] }), [start, found]);
  const learnProducts = useCallback((products: RuleCatalogue["products"]) => {
    setFound((known) => {
      const fresh = products.filter(({ externalId }) => known.every((one) => one.externalId !== externalId));
      return fresh.length > 0 ? [...known, ...fresh] : known;
    });
  }, []);
  return { catalogue, learnProducts };
}
