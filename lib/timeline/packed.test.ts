import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CAMPAIGN_CHANNELS, CAMPAIGN_STATUSES } from "@/lib/campaigns/status";
import { packPlan, unpackPlan } from "./packed";
import type { PlanItem } from "./plan";
import { acyclicPlan, planItem, planLink } from "./testing";

const whole = (item: PlanItem) => ({ isByHand: false, locked: false, ...item });

describe("a packed plan", () => {
  it("comes back as it was, whatever its bars have", () => {
    const more = fc.record({
      name: fc.string(),
      owner: fc.constantFrom(null, "ana", "c0"),
      channels: fc.subarray([...CAMPAIGN_CHANNELS]),
      segments: fc.subarray(["s1", "s2"]),
      status: fc.constantFrom(null, ...CAMPAIGN_STATUSES),
      hours: fc.option(fc.nat(), { nil: undefined }),
      hasBaseline: fc.boolean(),
      isByHand: fc.boolean(),
    });
    fc.assert(
      fc.property(acyclicPlan, fc.array(more, { minLength: 1 }), ({ items, links }, mores) => {
        const given = items.map((item, at): PlanItem => {
          const one = mores[at % mores.length];
          if (!one) return whole(item);
          const { owner, segments, hours, hasBaseline, ...rest } = one;
          return whole({
            ...item,
            ...rest,
            ownerId: owner,
            segmentIds: segments,
            ...(hours !== undefined && { hours }),
            ...(hasBaseline && { baseline: { startOn: "2026-01-02", endOn: item.endOn } }),
          });
        });
        expect(unpackPlan(packPlan(given, links))).toEqual({ items: given, links });
      }),
    );
  });

  it("is small: what bars share stands in it once", () => {
    const owner = "0b5f6d0e-7a43-4d0e-9c1c-3d3a9d1f7c11";
    const items = Array.from({ length: 500 }, (_, at) =>
      planItem(`t${at}`, "2026-05-04", "2026-05-08", { kind: "tactic", parentId: "c0", ownerId: owner }),
    );
    const packed = packPlan(items, [planLink("t0", "t1", { lagDays: -2 })]);
    expect(packed.split(owner)).toHaveLength(2);
    expect(packed.length).toBeLessThan(JSON.stringify(items).length / 3);
  });
});
