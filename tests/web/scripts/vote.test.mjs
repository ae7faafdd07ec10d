import assert from "node:assert/strict";
import { test } from "node:test";

const { buttonOf, isTooSoon } = await load("vote");

test("the first three numbers press the three buttons, and nothing else does", () => {
  assert.deepEqual(
    ["1", "2", "3", "4", "0", "a", "Enter"].map((key) => buttonOf(key, 3)),
    [0, 1, 2, -1, -1, -1, -1],
  );
});

test("a press right after a statement came is not meant for it", () => {
  assert.equal(isTooSoon(1000, 1200), true);
  assert.equal(isTooSoon(1000, 1400), false);
  assert.equal(isTooSoon(Number.NEGATIVE_INFINITY, 0), false);
});
