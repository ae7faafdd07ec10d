import assert from "node:assert/strict";
import { test } from "node:test";

const { PREFIX, clearDrafts, isKept, readDraft, restoreDraft } = await load("draft");

const form = (text = "", water = false) => [
  { type: "textarea", name: "text", value: text },
  { type: "checkbox", name: "topics", value: "agua", checked: water },
  { type: "checkbox", name: "topics", value: "salud", checked: false },
  { type: "hidden", name: "csrfmiddlewaretoken", value: "t" },
  { type: "password", name: "password", value: "secreto" },
];

test("secrets, files, tokens and private fields are not kept", () => {
  for (const type of ["hidden", "password", "file", "submit"]) assert.equal(isKept({ type, name: "x" }), false);
  assert.equal(isKept({ type: "text", name: "dni", dataset: { private: "" } }), false);
  assert.equal(isKept({ type: "text", name: "text" }), true);
});

test("what was typed and chosen comes back into an empty form", () => {
  const pairs = readDraft(form("Arreglen el canal", true));
  const empty = form();

  assert.equal(restoreDraft(empty, pairs), 2);
  assert.equal(empty[0].value, "Arreglen el canal");
  assert.deepEqual([empty[1].checked, empty[2].checked], [true, false]);
});

test("what the server filled in is newer and stays", () => {
  const filled = form("Otra cosa");

  assert.equal(restoreDraft(filled, [["text", "Arreglen el canal"]]), 0);
  assert.equal(filled[0].value, "Otra cosa");
});

test("terminar clears every draft and a receipt only its own", () => {
  const storage = () => {
    const values = { [`${PREFIX}a`]: "1", [`${PREFIX}b`]: "2", other: "3" };
    Object.defineProperty(values, "removeItem", { value: (name) => delete values[name] });
    return values;
  };
  const one = storage();
  const all = storage();
  clearDrafts(one, "a");
  clearDrafts(all, "all");

  assert.deepEqual(Object.keys(one), [`${PREFIX}b`, "other"]);
  assert.deepEqual(Object.keys(all), ["other"]);
});
