import assert from "node:assert/strict";
import { test } from "node:test";

const { lengthAsSent, countWords } = await load("counter");
const words = { left: "Te quedan {n}", over: "Te pasaste por {n}" };

test("a new line counts as the two characters that forms send", () => {
  assert.equal(lengthAsSent("a\nb"), 4);
  assert.equal(lengthAsSent("a\r\nb"), 4);
});

test("a letter outside the basic plane counts once, as on the server", () => {
  assert.equal(lengthAsSent("💧ñ"), 2);
});

test("the limit itself is still within the limit", () => {
  assert.deepEqual(countWords(20, 20, words), { over: false, words: "Te quedan 0" });
  assert.deepEqual(countWords(23, 20, words), { over: true, words: "Te pasaste por 3" });
});
