import assert from "node:assert/strict";
import { test } from "node:test";

const { nextRow } = await load("keys");

test("j goes down and k goes up, and both stop at the ends", () => {
  assert.equal(nextRow("j", -1, 3), 0);
  assert.equal(nextRow("j", 2, 3), 2);
  assert.equal(nextRow("k", 2, 3), 1);
  assert.equal(nextRow("k", 0, 3), 0);
});

test("other keys stay where they are", () => {
  assert.equal(nextRow("q", 1, 3), 1);
});
