/** What Nordlys Retail sells: category -> products with their price in cents. */
export const GOODS = {
  Coffee: { "Kenya whole bean": 1490, "House espresso": 1190, "Decaf Huila": 1350, "Winter roast": 1590 },
  Tea: { "First flush": 1290, "Rooibos loose": 890, "Earl Grey tin": 1090 },
  Brewing: { "Pour-over set": 4900, "Hand grinder": 8900, "Paper filters": 490, "Milk jug": 2400 },
  Pantry: { "Rye crackers": 420, "Sea salt caramel": 650, "Lingonberry jam": 590, "Oat granola": 720 },
  Household: {
    "Dish soap refill": 790,
    "Laundry sheets": 1290,
    "Coffee pods, 60": 2390,
    "Beeswax wraps": 1490,
  },
  Baby: { "Nappies, month box": 4490, "Wool onesie": 3290, "Muslin cloths": 1890, "Bath oil": 1190 },
  Toys: { "Wooden blocks": 2990, "Story cards": 1690, "Stacking boats": 1990 },
  Kitchen: { "Cast iron pan": 7900, "Linen towel": 1690, "Bread knife": 5400, "Stoneware bowl": 2200 },
  Home: { "Wool throw": 9900, "Candle, birch": 1990, "Cushion cover": 3490, "Table lamp": 11900 },
  Garden: { "Herb kit": 2490, "Watering can": 3290, Secateurs: 4490 },
  Gifts: { "Gift box, sweet": 3900, "Gift card": 5000, "Advent calendar": 4500, "Card set": 1200 },
  Sale: { "Last season mug": 690, "Sample roast": 590, "Outlet throw": 4900, "B-ware bowl": 990 },
  Office: { "Bean box, 6 kg": 11900, "Tea chest": 8900, "Machine service": 19900, "Cups, 50": 6900 },
} as const satisfies Record<string, Record<string, number>>;

export type Category = keyof typeof GOODS;
export const CATEGORIES = Object.keys(GOODS) as Category[];

export type Product = { no: number; sku: string; name: string; category: Category; priceMinor: number };

/** Every product with its number, in the order of the shelf. */
export const PRODUCTS: readonly Product[] = CATEGORIES.flatMap((category) =>
  Object.entries(GOODS[category]).map(([name, priceMinor]) => ({ category, name, priceMinor })),
).map((product, index) => ({
  ...product,
  no: index + 1,
  sku: `${product.category.slice(0, 3).toUpperCase()}-${String(index + 1).padStart(3, "0")}`,
}));
