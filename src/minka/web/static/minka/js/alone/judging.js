/**
 * Judges a page of a service as the server will: which questions are shown, what is wrong, in the server's words. The
 * facts come from `engine/forms/page_checks.py`; they are joined after `expressions.js` and `cleaning.js`.
 *
 *     judge(check, new FormData(form))   // { seen, kept, values, faults: [{ question, words }], blank }
 */

const PREFIX = "q-";

/** What was typed for a question, in form data or in the body of a form that waits. */
export function typedIn(question, data) {
  const name = PREFIX + question.id;
  if (question.type === "date") {
    return Object.fromEntries(["day", "month", "year"].map((part) => [part, data.get(`${name}_${part}`) ?? ""]));
  }
  if (question.type === "document") {
    const [kind] = question.kinds;
    if (question.kinds.length === 1) return { kind, number: data.get(name) ?? "" };
    return { kind: data.get(`${name}_kind`), number: data.get(`${name}_number`) ?? "" };
  }
  if (question.type === "many_of") return data.getAll(name);
  if (question.type === "declaration") return data.has(name) ? "on" : false;
  if (["file", "photo"].includes(question.type)) return question.has || data.get(name)?.size ? HELD : null;
  return data.get(name);
}

/**
 * Everything about a page as it stands. Faults of what is hidden, and what only the server can tell, are not in it.
 * With `whole`, a plan and the answers of the other pages, nothing was settled by the server before.
 */
export function judge(check, data, whole) {
  const [kept, wrong] = [{}, {}];
  for (const question of check.questions) {
    const cleaned = clean(question, typedIn(question, data));
    kept[question.id] = cleaned.kept;
    if (cleaned.fault) wrong[question.id] = cleaned.fault;
  }
  const { seen, values, holidays } = whole ? settleWhole(check, kept, whole) : settle(check, kept);
  const worth = (expression) => evaluate(expression, values, values, holidays);
  const visible = check.questions.map(({ id }) => id).filter((id) => seen[id] === true);
  const faults = visible.filter((id) => wrong[id]).map((id) => ({ question: id, words: sentence(wrong[id], check.texts) }));
  const told = new Set(faults.map((each) => each.question));
  const broken = (check.rules ?? []).filter(({ when }) => worth(when) === true);
  for (const { question, message } of broken) {
    if (!told.has(question)) faults.push({ question, words: message });
  }
  const results = Object.fromEntries((check.values ?? []).map(({ id, expr }) => [id, broken.length ? null : worth(expr)]));
  return { seen, kept, values: results, faults };
}

/** Which questions of a page are shown, by the plan; of a row by what is written in it. */
function settleWhole(check, kept, { plan, answers }) {
  const now = journey(plan, check.group ? answers : { ...answers, ...kept });
  if (!check.group) return { seen: now.shown, ...now };
  const [seen, values] = [{}, { ...now.values }];
  for (const { id, base, when } of check.questions) {
    seen[id] = when === undefined ? true : evaluate(when, now.values, values, now.holidays);
    values[id] = seen[id] === true ? toValue(kept[id], base, null) : null;
  }
  return { seen, values, holidays: now.holidays };
}

/** A value in words, as the server writes it. @returns {string} */
export function told(value, type, check) {
  if (value === null || value === undefined) return "";
  if (type === "yes_no") return value ? (check.yes ?? "Sí") : (check.no ?? "No");
  if (type === "date") {
    const moment = new Date(value.d * 86400000);
    return moment.toLocaleDateString(document.documentElement.lang, { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
  }
  if (type === "text") return value;
  const number = plain(value.n, type === "money" ? 2 : 0);
  return type === "money" ? `S/ ${number}` : number;
}

/** Digits in groups from ten thousand on, decimals as they are. */
function plain(n, places) {
  const digits = String(n < 0n ? -n : n).padStart(13, "0");
  const fraction = digits.slice(-12).replace(/0+$/, "").padEnd(places, "0");
  const whole = digits.slice(0, -12);
  const grouped = whole.length > 4 ? whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",") : whole;
  return `${n < 0n ? "-" : ""}${grouped}${fraction ? `.${fraction}` : ""}`;
}
