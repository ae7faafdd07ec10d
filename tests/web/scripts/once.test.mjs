import assert from "node:assert/strict";
import { test } from "node:test";

const { makeGate } = await load("once");

test("only the first press passes, until the gate opens again", () => {
  let clock = 0;
  const gate = makeGate(() => clock);

  assert.equal(gate.enter(), true);
  clock = 100;
  assert.equal(gate.enter(), false);
  gate.open();
  assert.equal(gate.enter(), true);
});

test("after a lost connection a later press passes by itself", () => {
  let clock = 0;
  const gate = makeGate(() => clock);
  gate.enter();
  clock = 15001;

  assert.equal(gate.enter(), true);
});
