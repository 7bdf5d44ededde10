import { searchProducts } from "@/lib/segments/catalogue/queries";
import { ProductSearch } from "@/lib/segments/model";
import { sessionRoute } from "@/lib/web/route";

export const POST = sessionRoute(ProductSearch, searchProducts);
