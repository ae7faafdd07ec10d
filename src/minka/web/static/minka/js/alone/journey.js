/**
 * Follows a person through a service without network, as `engine/forms/journey.py` does: which pages there are now, which
 * are done, which comes next. The plan comes from `engine/forms/planning.py`; the server decides again when it has the
 * answers. Joined after `expressions.js`, `cleaning.js` and `judging.js`.
 *
 *     journey(plan, answers)                        // { pages, done, next, kept }
 *     answered(plan, answers, { path, fields })     // the answers with those of a form that waits
 */

/** @returns {{pages: Object[], done: Set<string>, next?: Object, kept: Object, shown: Object, values: Object}} */
export function journey(plan, answers, today = plan.today) {
  const holidays = plan.holidays && new Set(plan.holidays.map((each) => toDay(each).d));
  const state = { answers, holidays, values: { "#today": today ? toDay(today) : null }, shown: {}, kept: {}, wrong: new Set() };
  for (const step of plan.steps) STEPS[step.kind](step, state);
  const pages = plan.pages.filter(({ id }) => state.shown[id] === true);
  for (const { page, when } of plan.rules) if (worth(when, state) === true) state.wrong.add(page);
  const questions = new Map(plan.steps.filter(({ kind }) => kind === "question").map((each) => [each.id, each]));
  const done = new Set(pages.filter((page) => isDone(page, questions, state)).map(({ id }) => id));
  return { pages, done, next: pages.find(({ id }) => !done.has(id)), ...state };
}

function worth(expression, state, row = null) {
  return evaluate(expression, state.values, row, state.holidays);
}

const STEPS = {
  page({ id, exits, when }, state) {
    const isOver = exits.some((each) => state.shown[each] === true);
    state.shown[id] = isOver ? false : when === undefined ? true : worth(when, state);
  },
  question(question, state) {
    const { id, page, when } = question;
    const shown = state.shown[page];
    state.shown[id] = shown && when !== undefined ? worth(when, state) : shown;
    state.values[id] = null;
    if (state.shown[id] !== true || !(id in state.answers)) return;
    const answer = state.answers[id];
    if (Array.isArray(answer) && question.questions) return readRows(question, answer, state);
    state.kept[id] = answer;
    state.values[id] = toValue(answer, question.base, null);
  },
  value({ id, expr }, state) {
    state.values[id] = worth(expr, state);
  },
  table(table, state) {
    const results = tabulate(table, state);
    for (const [at, { id }] of table.outputs.entries()) state.values[`${table.id}.${id}`] = results[at];
  },
};

function readRows(group, rows, state) {
  if (rows.length < group.least || rows.length > group.most) state.wrong.add(group.id);
  const read = rows.map((row) => {
    const [values, kept] = [{}, {}];
    for (const { id, base, when, missing } of group.questions) {
      if (when !== undefined && worth(when, state, values) !== true) continue;
      kept[id] = row[id] ?? null;
      values[id] = kept[id] === null ? null : toValue(kept[id], base, null);
      if (kept[id] === null && missing) state.wrong.add(group.id);
    }
    return { values, kept };
  });
  state.kept[group.id] = read.map(({ kept }) => kept);
  state.values[group.id] = read.map(({ values }) => values);
}

function isDone(page, questions, { shown, kept, wrong }) {
  if (page.exit || wrong.has(page.id)) return false;
  return page.questions.every((id) => {
    if (shown[id] !== true) return true;
    return !wrong.has(id) && id in kept && !(questions.get(id).missing && kept[id] === null);
  });
}

/** A decision table: one value for each output, null while it is not known. */
function tabulate(table, state) {
  const given = table.inputs.map((each) => worth(each, state));
  const fits = table.rows.map((row) => ({ row, fit: kleene(row.when.map((test, at) => passes(test, given[at])), false) }));
  if (table.hit === "priority") fits.sort((one, other) => other.row.priority - one.row.priority);
  const able = fits.filter(({ fit }) => fit !== false);
  if (table.hit === "collect") {
    const isOpen = able.some(({ fit }) => fit === null);
    return table.outputs.map(({ collect }, at) => (isOpen ? null : collected(collect, able, at, state)));
  }
  const sure = able.findIndex(({ fit }) => fit === true);
  const chosen = sure < 0 ? [] : table.hit === "unique" ? able : able.slice(0, sure + 1);
  return table.outputs.map((_, at) => {
    const [first, ...others] = chosen.map(({ row }) => worth(row.then[at], state));
    return first === undefined || others.some((each) => size(each) !== size(first)) ? null : first;
  });
}

function passes([op, ...raw], value) {
  if (op === "any") return true;
  if (value === null) return null;
  const values = raw.map((each) => (each?.unknown ? null : evaluate(each, {}, null, null)));
  if (op === "in") return values.some((each) => same(value, each));
  if (op !== "between") return STRICT[op]([value, values[0]]);
  const [start, end] = values;
  return (start === null || size(value) >= size(start)) && (end === null || end === undefined || size(value) <= size(end));
}

function collected(collect, able, at, state) {
  const column = able.map(({ row }) => worth(row.then[at], state));
  if (column.includes(null)) return null;
  if (collect === "count") return number(BigInt(column.length) * ONE);
  if (collect === "list") return [...new Set(column)];
  if (collect === "sum") return number(column.reduce((sum, each) => sum + each.n, 0n));
  return column.length ? STRICT[collect](column) : null;
}

/** Where a form leads to: its page, the group and the number of its row. @returns {Object | undefined} */
export function placeOf(path) {
  const found = /\/paso\/([^/]+)\/(?:([^/]+)\/(nueva|[0-9]+)\/(quitar\/)?)?$/.exec(path);
  return found && { page: found[1], group: found[2], row: found[3], removes: Boolean(found[4]) };
}

/** The answers as they will be when the server has taken a form that waits; what is wrong in it is not kept. */
export function answered(plan, answers, { path, fields }) {
  const { page, group, row, removes } = placeOf(path);
  const data = formOf(fields);
  const steps = plan.steps.filter((each) => each.kind === "question" && each.page === page);
  const next = { ...answers };
  if (!group) {
    for (const question of steps.filter((each) => !each.questions)) {
      const { kept, fault } = clean(question, typedIn({ ...question, has: answers[question.id] }, data));
      if (fault) delete next[question.id];
      else next[question.id] = kept;
    }
    for (const { id, questions } of steps) if (questions) next[id] = answers[id] ?? null;
    return journey(plan, next).kept;
  }
  const { questions = [] } = steps.find(({ id }) => id === group) ?? {};
  const rows = [...(answers[group] ?? [])];
  const cleaned = questions.map((each) => [each.id, clean(each, typedIn(each, data)).kept]);
  const at = row === "nueva" ? rows.length : Number(row) - 1;
  rows.splice(at, 1, ...(removes ? [] : [Object.fromEntries(cleaned)]));
  return { ...answers, [group]: rows };
}

/** Pairs of name and value, read like the data of a form. */
export function formOf(fields) {
  const all = (name) => fields.filter(([each]) => each === name).map(([, value]) => value);
  return { get: (name) => all(name)[0] ?? null, getAll: all, has: (name) => all(name).length > 0 };
}

/** The page that a form leads to once it is kept; undefined is the page on which everything is checked. */
export function after(plan, answers, page) {
  const now = journey(plan, answers);
  return now.done.has(page) || !now.pages.some(({ id }) => id === page) ? now.next?.id : page;
}
