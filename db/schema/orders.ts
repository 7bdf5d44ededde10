import {
  boolean,
  doublePrecision,
  foreignKey,
  index,
  integer,
  pgTable,
  primaryKey,
  text,
  unique,
  uuid,
} from "drizzle-orm/pg-core";
import { minor, moment, tx, workspaceId } from "./columns";
import { customers } from "./customers";
import { workspaces } from "./workspaces";

export const categories = pgTable(
  "categories",
  {
    workspaceId: workspaceId().references(() => workspaces.id),
    no: integer("no").notNull(),
    name: text("name").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.no] }),
    unique("categories_name").on(t.workspaceId, t.name),
  ],
);

export const products = pgTable(
  "products",
  {
    workspaceId: workspaceId(),
    no: integer("no").notNull(),
    externalId: text("external_id").notNull(),
    name: text("name").notNull(),
    categoryNo: integer("category_no"),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.no] }),
    unique("products_external_id").on(t.workspaceId, t.externalId),
    foreignKey({
      columns: [t.workspaceId, t.categoryNo],
      foreignColumns: [categories.workspaceId, categories.no],
    }),
    foreignKey({ columns: [t.workspaceId], foreignColumns: [workspaces.id] }),
  ],
);

/** A return or cancellation is an order with `isReturn` and a negative amount: it nets out of spend. */
export const orders = pgTable(
  "orders",
  {
    workspaceId: workspaceId(),
    no: integer("no").notNull(),
    externalId: text("external_id").notNull(),
    customerNo: integer("customer_no").notNull(),
    orderedAt: moment("ordered_at").notNull(),
    amountMinor: minor("amount_minor").notNull(),
    isReturn: boolean("is_return").notNull().default(false),
    channel: text("channel"),
    importId: uuid("import_id"),
    tx: tx(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.no] }),
    unique("orders_external_id").on(t.workspaceId, t.externalId),
    index("orders_tx").using("brin", t.tx),
    foreignKey({
      columns: [t.workspaceId, t.customerNo],
      foreignColumns: [customers.workspaceId, customers.no],
    }),
  ],
);

export const orderLines = pgTable(
  "order_lines",
  {
    workspaceId: workspaceId(),
    orderNo: integer("order_no").notNull(),
    lineNo: integer("line_no").notNull(),
    productNo: integer("product_no"),
    categoryNo: integer("category_no"),
    customerNo: integer("customer_no").notNull(),
    orderedAt: moment("ordered_at").notNull(),
    quantity: doublePrecision("quantity").notNull(),
    amountMinor: minor("amount_minor").notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.workspaceId, t.orderNo, t.lineNo] }),
    foreignKey({ columns: [t.workspaceId, t.orderNo], foreignColumns: [orders.workspaceId, orders.no] }),
    foreignKey({
      columns: [t.workspaceId, t.productNo],
      foreignColumns: [products.workspaceId, products.no],
    }),
    foreignKey({
      columns: [t.workspaceId, t.categoryNo],
      foreignColumns: [categories.workspaceId, categories.no],
    }),
  ],
);
