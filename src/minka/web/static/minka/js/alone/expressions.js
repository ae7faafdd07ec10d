/**
 * Evaluates the conditions of one page of a service, so that questions appear and go while the page is filled. The
 * script comes from `engine/forms/scripting.py`; the server decides again. null is "not known yet" everywhere.
 *
 *     import { shown } from "…/expressions.js";
 *     shown(script, { "food": true, "area": "40.5" })   // {"food": true, "card": null, …}: true shows a question
 */

const PLACES = 12n;
const ONE = 10n ** PLACES;
const TOO_LARGE = ONE * 10n ** 15n;
const FIRST_DAY = -719162;
const LAST_DAY = 2932896;
const FARTHEST_DAYS = 200000n;
const LONGEST_TERM = 5000n;
const DIGITS = { department: 2, province: 4, district: 6 };

/** Which questions to show: true, false, or null while it depends on what is not answered. @returns {Object} */
export function shown(script, answers) {
  return settle(script, answers).seen;
}

/** The same with what the answers that count are worth. @returns {{seen: Object, values: Object, holidays: Set?}} */
export function settle(script, answers) {
  const [seen, values] = [{}, {}];
  const holidays = script.holidays && new Set(script.holidays.map((day) => toDay(day).d));
  for (let round = 0; round <= script.questions.length; round += 1) {
    let changed = false;
    for (const { id, base, when } of script.questions) {
      const now = when === undefined ? true : evaluate(when, values, values, holidays);
      changed ||= now !== seen[id];
      seen[id] = now;
      values[id] = now === true && id in answers ? toValue(answers[id], base, script) : null;
    }
    if (!changed) break;
  }
  return { seen, values, holidays };
}

/** The value of a kept answer. What is not of its form is not known. */
export function toValue(answer, base, script) {
  if (answer === null || answer === undefined) return null;
  if (base === "number") return toNumber(answer);
  if (base === "date") return toDay(answer);
  if (base !== "rows") return answer;
  const bases = Object.fromEntries(script.questions.map((each) => [each.id, each.base]));
  const read = ([id, each]) => [id, toValue(each, bases[id], script)];
  return answer.map((row) => Object.fromEntries(Object.entries(row).map(read)));
}

/** The value of an expression: true, false, a text, {n: fixed-point}, {d: days since 1970}, a list, or null. */
export function evaluate(expression, values, row, holidays) {
  const work = (each, inside = row) => evaluate(each, values, inside, holidays);
  if (typeof expression !== "object") return expression;
  if ("number" in expression) return toNumber(expression.number);
  if ("date" in expression) return toDay(expression.date);
  if ("list" in expression) return expression.list.map((each) => work(each));
  if ("object" in expression) return expression.object;
  if ("answer" in expression) return part(values[expression.answer] ?? null, expression.part);
  if ("row" in expression) return part(row?.[expression.row] ?? null, expression.part);
  if ("of" in expression) return overRows(expression, values[expression.of] ?? null, work);
  if (expression.op in LAZY) return LAZY[expression.op](expression.args, work);
  if (!(expression.op in STRICT)) return null;
  const found = expression.args.map((each) => work(each));
  return found.includes(null) ? null : STRICT[expression.op](found, holidays);
}

function part(value, name) {
  if (value === null || name === undefined) return value;
  return (name in DIGITS ? value.code?.slice(0, DIGITS[name]) : value[name]) ?? null;
}

const LAZY = {
  and: (args, work) => kleene(args.map((each) => work(each)), false),
  or: (args, work) => kleene(args.map((each) => work(each)), true),
  known: ([value], work) => work(value) !== null,
  if: ([condition, yes, no], work) => {
    const holds = work(condition);
    if (holds !== null) return work(holds ? yes : no);
    const either = work(yes);
    return either !== null && same(either, work(no)) ? either : null;
  },
};

const STRICT = {
  not: ([one]) => !one,
  eq: ([one, other]) => same(one, other),
  ne: ([one, other]) => !same(one, other),
  lt: ([one, other]) => size(one) < size(other),
  le: ([one, other]) => size(one) <= size(other),
  gt: ([one, other]) => size(one) > size(other),
  ge: ([one, other]) => size(one) >= size(other),
  in: ([one, several]) => several.some((each) => same(one, each)),
  add: (all) => number(all.reduce((sum, each) => sum + each.n, 0n)),
  sub: ([one, other]) => number(one.n - other.n),
  mul: (all) => all.reduce((product, each) => product && number(quotient(product.n * each.n, ONE))),
  div: ([one, other]) => (other.n === 0n ? null : number(quotient(one.n * ONE, other.n))),
  min: (all) => all.reduce((least, each) => (size(each) < size(least) ? each : least)),
  max: (all) => all.reduce((most, each) => (size(each) > size(most) ? each : most)),
  round: ([one, places]) => {
    const step = 10n ** (PLACES - places.n / ONE);
    return number(quotient(one.n, step) * step);
  },
  add_days: ([start, count]) => {
    const days = whole(count);
    return days === null || days > FARTHEST_DAYS || days < -FARTHEST_DAYS ? null : day(start.d + Number(days));
  },
  add_working_days: ([start, count], holidays) => {
    const days = whole(count);
    return !holidays || days === null || days < 0n || days > LONGEST_TERM ? null : workingDay(start.d, days, holidays);
  },
  days_between: ([start, end]) => number(BigInt(end.d - start.d) * ONE),
  age: ([birth, at]) => (at === undefined ? null : age(birth.d, at.d)),
  year: ([one]) => number(BigInt(parts(one.d)[0]) * ONE),
  length: ([one]) => number(BigInt([...one].length) * ONE),
};

function kleene(found, decides) {
  if (found.includes(decides)) return decides;
  return found.includes(null) ? null : !decides;
}

function overRows(expression, rows, work) {
  if (rows === null) return null;
  const fits = rows.map((row) => (expression.where === undefined ? true : work(expression.where, row)));
  if (expression.op === "any") return kleene(fits, true);
  if (expression.op === "all") return kleene(fits, false);
  if (expression.op === "count") return fits.includes(null) ? null : number(BigInt(fits.filter(Boolean).length) * ONE);
  let sum = 0n;
  for (const [at, row] of rows.entries()) {
    if (fits[at] === false) continue;
    const amount = fits[at] === null ? null : work(expression.value, row);
    if (amount === null) return null;
    sum += amount.n;
  }
  return number(sum);
}

const same = (one, other) => other !== null && size(one) === size(other);
const size = (value) => value?.n ?? value?.d ?? value;

function number(n) {
  return n >= TOO_LARGE || n <= -TOO_LARGE ? null : { n };
}

function toNumber(text) {
  const found = /^(-?)([0-9]{1,15})(?:\.([0-9]{1,12}))?$/.exec(text);
  if (!found) return null;
  const digits = BigInt(found[2] + (found[3] ?? "").padEnd(Number(PLACES), "0"));
  return { n: found[1] ? -digits : digits };
}

/** Division, rounded half away from zero. */
function quotient(dividend, divisor) {
  const [up, down] = [dividend < 0n ? -dividend : dividend, divisor < 0n ? -divisor : divisor];
  const rounded = (2n * up + down) / (2n * down);
  return dividend < 0n === divisor < 0n ? rounded : -rounded;
}

const whole = (value) => (value.n % ONE === 0n ? value.n / ONE : null);

const day = (d) => (d < FIRST_DAY || d > LAST_DAY ? null : { d });

function toDay(text) {
  const found = /^([0-9]{4})-([0-9]{2})-([0-9]{2})$/.exec(text);
  if (!found) return null;
  const moment = new Date(0);
  moment.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  return moment.getUTCDate() === Number(found[3]) ? { d: moment.getTime() / 86400000 } : null;
}

function parts(d) {
  const moment = new Date(d * 86400000);
  return [moment.getUTCFullYear(), moment.getUTCMonth() + 1, moment.getUTCDate()];
}

/** Whole years; who was born on a 29 February turns older on the 28th in a common year. */
function age(birth, at) {
  const [[year, month, born], [now, month_now, day_now]] = [parts(birth), parts(at)];
  const is_leap = now % 4 === 0 && (now % 100 !== 0 || now % 400 === 0);
  const turns = month === 2 && born === 29 && !is_leap ? 28 : born;
  const is_before = month_now < month || (month_now === month && day_now < turns);
  return at < birth ? null : number(BigInt(now - year - (is_before ? 1 : 0)) * ONE);
}

function workingDay(start, count, holidays) {
  const works = (d) => (((d + 3) % 7) + 7) % 7 < 5 && !holidays.has(d);
  let d = start;
  for (let left = count; left > 0n && d <= LAST_DAY; ) {
    d += 1;
    if (works(d)) left -= 1n;
  }
  while (!works(d) && d <= LAST_DAY) d += 1;
  return day(d);
}
