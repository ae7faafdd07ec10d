/**
 * Brings a page that is kept on the phone up to what waits: which questions apply, the way back, the rows that were
 * added, and a word where the server has answers that are not shown here. Joined after `outbox.js` and `check.js`.
 */

const OUTBOX = document.querySelector("minka-outbox[data-base]");

async function filled() {
  const kit = OUTBOX && (await kitOf(OUTBOX.dataset.base));
  const place = placeOf(location.pathname);
  if (!kit || !place) return;
  const [words, waiting] = [await wordsFrom(OUTBOX.dataset.words), await waitingFor(kit.mark)];
  const plan = dated(kit.plan);
  const answers = withWaiting({ ...kit, plan }, waiting);
  document.querySelector("minka-check")?.begin({ plan, answers });
  const now = journey(plan, answers);
  goBack(now, place, kit.base);
  await OUTBOX.ready;
  if (waiting.some((each) => isHere(each))) document.querySelector("minka-check")?.tellAll();
  if (place.group) return;
  const page = plan.pages.find(({ id }) => id === place.page);
  const isHeld = page.questions.some((id) => kit.answers[id] !== undefined && kit.answers[id] !== null);
  if (isHeld && !waiting.some(({ path }) => path === location.pathname)) {
    document.querySelector("main form")?.before(note(words.held));
  }
  for (const part of document.querySelectorAll("[data-rows]")) listRows(part, kit, waiting, words);
}

function goBack(now, { page, group }, base) {
  const back = document.querySelector(".back");
  const at = now.pages.findIndex(({ id }) => id === page);
  const before = at > 0 ? `${base}paso/${now.pages[at - 1].id}/` : `${base}sin-senal/`;
  for (const each of [back, document.querySelector(`main .actions a[href="${base}"]`)]) {
    if (each) each.href = group ? `${base}paso/${page}/` : before;
  }
}

/** What was added to a group on this phone, each with the way to change it and to take it out. */
function listRows(part, kit, waiting, words) {
  const group = part.dataset.rows;
  const held = kit.answers[group]?.length ?? 0;
  const mine = waiting.filter(({ path }) => path?.includes(`/${group}/nueva/`));
  if (!held && !mine.length) return;
  part.querySelector(".muted")?.remove();
  const list = Object.assign(document.createElement("ol"), { className: "rows" });
  list.start = held + 1;
  for (const entry of mine) {
    const row = document.createElement("li");
    const remove = Object.assign(document.createElement("button"), { type: "button", className: "button", textContent: words.remove });
    remove.dataset.kind = "quiet";
    remove.addEventListener("click", () => dropWaiting(entry.id).then(() => location.reload()));
    const told = toldOf(entry, kit, words).map(([, each]) => each).join(" · ");
    row.append(told, " ", link(pageOf(entry), words.change), " ", remove);
    list.append(row);
  }
  const before = held ? [note(words.rows.replace("{n}", held))] : [];
  part.prepend(...before, list);
}

/** What waits of a form, question by question, in words. @returns {[string, string][]} */
function toldOf({ path, fields }, kit, words) {
  const { page, group } = placeOf(path);
  const steps = kit.plan.steps.filter((each) => each.kind === "question" && each.page === page);
  const asked = group ? (steps.find(({ id }) => id === group)?.questions ?? []) : steps.filter((each) => !each.questions);
  const data = formOf(fields);
  return asked.map((each) => [kit.names[each.id], said(each, data, kit, words)]).filter(([, told]) => told);
}

function said(question, data, kit, words) {
  const typed = typedIn({ ...question, has: false }, data);
  const options = kit.options[question.id] ?? {};
  if (question.type === "file" || question.type === "photo") return data.get(`q-${question.id}`)?.name ?? "";
  if (typed === "si" || typed === "no") return typed === "si" ? words.yes : words.no;
  if (question.type === "declaration") return typed ? words.agreed : "";
  if (Array.isArray(typed)) return typed.map((each) => options[each] ?? each).join(", ");
  if (question.type === "date") return [typed.day, typed.month, typed.year].filter(Boolean).join("/");
  if (typed && typeof typed === "object") return typed.number ? `${typed.kind.toUpperCase()} ${typed.number}` : "";
  return options[typed] ?? typed ?? "";
}

filled();
