// What "server-only" stands for in tests.
export {};
