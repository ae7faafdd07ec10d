/** Puts what waits back into its form, and says at each question what the server said. Joined before `outbox.js`. */

/** @param {HTMLFormElement} form @param {{id: number, fields: [string, any][], refused?: Object[]}} entry */
function refilled(form, entry, words) {
  const typed = entry.fields.filter(([name]) => name.startsWith("q-"));
  const given = (name) => typed.filter(([each]) => each === name).map(([, value]) => value);
  const followed = new Set(entry.fields.filter(([name]) => name === "sigue").map(([, id]) => id));
  for (const part of form.querySelectorAll("[data-follow]")) {
    if (followed.has(part.dataset.follow)) part.hidden = part.disabled = false;
  }
  for (const control of form.elements) {
    if (!control.name?.startsWith("q-")) continue;
    const values = given(control.name);
    if (control.type === "file") giveFiles(control, values);
    else if (["radio", "checkbox"].includes(control.type)) control.checked = values.includes(control.value);
    else if (values.length) [control.value] = values;
  }
  if (entry.path.endsWith("/nueva/")) form.append(hidden("espera", entry.id));
  form.before(note(words.here));
  form.dispatchEvent(new Event("change", { bubbles: true }));
  for (const { question, words: told } of entry.refused ?? []) tellAt(form, question, told);
  if (entry.refused?.length) form.querySelector(".field__error")?.scrollIntoView({ block: "center" });
}

function giveFiles(control, values) {
  const files = values.filter((each) => each instanceof File && each.size);
  if (!files.length) return;
  const carried = new DataTransfer();
  for (const file of files) carried.items.add(file);
  control.files = carried.files;
}

function hidden(name, value) {
  return Object.assign(document.createElement("input"), { type: "hidden", name, value });
}

function note(words) {
  const told = Object.assign(document.createElement("p"), { className: "outbox here", textContent: words });
  told.setAttribute("role", "status");
  return told;
}

/** A fault in the server's words: at its question, or above the form. */
function tellAt(form, question, words) {
  const check = form.querySelector("minka-check");
  const field = question && form.querySelector(`[data-question="${question}"] .field`);
  if (field && check?.mark) return check.mark(question, words);
  const told = Object.assign(document.createElement("p"), { className: "field__error", textContent: words });
  told.setAttribute("role", "alert");
  if (field) field.prepend(told);
  else form.prepend(told);
  field?.toggleAttribute("data-invalid", true);
}
