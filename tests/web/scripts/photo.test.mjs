import assert from "node:assert/strict";
import { test } from "node:test";

const { fitWithin, jpegName } = await load("photo");

test("a large photo shrinks in proportion and a small one stays", () => {
  assert.deepEqual(fitWithin(4000, 3000, 1600), { width: 1600, height: 1200 });
  assert.deepEqual(fitWithin(3000, 4000, 1600), { width: 1200, height: 1600 });
  assert.deepEqual(fitWithin(800, 600, 1600), { width: 800, height: 600 });
});

test("the file is named for what it became", () => {
  assert.equal(jpegName("IMG 01.png"), "IMG 01.jpg");
  assert.equal(jpegName(".png"), "foto.jpg");
});
