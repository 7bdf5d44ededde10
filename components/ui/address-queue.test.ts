import { expect, test } from "vitest";
import { AddressQueue } from "./address-queue";

test("a change builds on those that are still on their way", () => {
  const queue = new AddressQueue();
  queue.arrive("sort=key");
  expect(queue.next("/a", "?sort=key", { country: "LV" })).toBe("sort=key&country=LV");
  expect(queue.next("/a", "?sort=key", { consent: "in", sort: null })).toBe("country=LV&consent=in");
  queue.arrive("sort=key&country=LV");
  expect(queue.next("/a", "?sort=key&country=LV", { q: "x" })).toBe("country=LV&consent=in&q=x");
});

test("what arrived, a page that nobody asked for, and another path are where it begins", () => {
  const queue = new AddressQueue();
  queue.next("/a", "", { q: "x" });
  queue.arrive("q=x");
  expect(queue.next("/a", "?q=x", { q: "" })).toBe("");
  queue.arrive("open=1");
  expect(queue.next("/a", "?open=1", { q: "y" })).toBe("open=1&q=y");
  expect(queue.next("/b", "", { q: "z" })).toBe("q=z");
});
