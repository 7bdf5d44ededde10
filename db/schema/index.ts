export * from "./campaigns";
export * from "./customers";
export * from "./events";
export * from "./kpis";
export * from "./orders";
export * from "./personas";
export * from "./segments";
export * from "./workspaces";
