import fc from "fast-check";
import { expect, test } from "vitest";
import { squarify } from "./treemap-layout";

test("the example of the paper: 6 6 4 3 2 2 1 in 6 by 4", () => {
  const boxes = squarify([6, 6, 4, 3, 2, 2, 1], { x: 0, y: 0, width: 6, height: 4 });
  expect(boxes[0]).toEqual({ x: 0, y: 0, width: 3, height: 2 });
  expect(boxes[1]).toEqual({ x: 0, y: 2, width: 3, height: 2 });
  expect(boxes[2]?.width).toBeCloseTo(1.714, 2);
});

test("areas are in proportion and stay inside the frame", () => {
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 5000 }), { minLength: 1, maxLength: 40 }), (raw) => {
      const values = raw.toSorted((a, b) => b - a);
      const total = values.reduce((sum, value) => sum + value, 0);
      squarify(values, { x: 0, y: 0, width: 100, height: 60 }).forEach((box, index) => {
        expect(box.width * box.height).toBeCloseTo(((values[index] ?? 0) / total) * 6000, 3);
        expect(box.x).toBeGreaterThanOrEqual(-1e-6);
        expect(box.x + box.width).toBeLessThanOrEqual(100 + 1e-6);
        expect(box.y + box.height).toBeLessThanOrEqual(60 + 1e-6);
      });
    }),
  );
});

test("nothing to show is no error", () => {
  expect(squarify([0, 0], { x: 0, y: 0, width: 10, height: 10 })).toHaveLength(2);
  expect(squarify([], { x: 0, y: 0, width: 10, height: 10 })).toEqual([]);
});
