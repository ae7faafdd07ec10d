const SPANISH = {"required": "Responde esta pregunta para continuar.", "required_choice": "Elige una opción para continuar.", "required_many": "Elige al menos una opción para continuar.", "required_file": "Adjunta el archivo para continuar.", "required_declaration": "Marca la casilla si estás de acuerdo; sin eso no se puede continuar.", "shape": "No pudimos leer la respuesta. Escríbela de nuevo.", "text_short": ["Escribe al menos {least} carácter; escribiste {found}.", "Escribe al menos {least} caracteres; escribiste {found}."], "text_long": ["Escribe como máximo {most} carácter; escribiste {found}.", "Escribe como máximo {most} caracteres; escribiste {found}."], "number": "Escribe un número con cifras, por ejemplo 12.", "number_whole": "Escribe un número entero, sin decimales.", "number_decimals": ["Escribe como máximo {most} decimal.", "Escribe como máximo {most} decimales."], "number_ambiguous": "No sabemos si «{found}» son miles o decimales. Escríbelo sin separar los miles: {example}.", "number_low": "El número tiene que ser {least} o más.", "number_high": "El número tiene que ser {most} o menos.", "money": "Escribe el monto en soles con cifras, por ejemplo 1250.50.", "date": "Escribe la fecha con día, mes y año, por ejemplo 27 3 1985.", "date_part": "A la fecha le falta {parts}.", "date_unreal": "El {day} de {month} de {year} no existe. Revisa el día y el mes.", "date_month": "El mes va de 1 a 12, o escríbelo con letras.", "date_year": "Escribe el año con sus cuatro cifras.", "date_early": "La fecha tiene que ser el {least} o después.", "date_late": "La fecha tiene que ser el {most} o antes.", "option": "Elige una de las opciones de la lista.", "place": "Elige el distrito de la lista.", "place_coding": "El código del lugar tiene que ser del INEI.", "document_kind": "Elige qué documento es.", "dni": "El DNI tiene 8 números.", "dni_doubt": "Revisa el DNI: el dígito de verificación no coincide con el número. Si está bien, puedes continuar.", "ruc": "El RUC tiene 11 números; revisa que estén todos y en orden.", "ce": "El carné de extranjería tiene de 8 a 12 números o letras.", "passport": "El pasaporte tiene de 5 a 15 letras o números, sin espacios.", "phone": "Escribe un número de teléfono, por ejemplo 987 654 321.", "email": "Escribe un correo completo, por ejemplo nombre@correo.pe.", "files_many": ["Adjunta como máximo {most} archivo.", "Adjunta como máximo {most} archivos."], "file_kind": "El archivo «{name}» no es de un tipo que se acepte: {kinds}.", "file_size": "El archivo «{name}» pesa demasiado: {most} MB como máximo.", "file_empty": "El archivo «{name}» está vacío.", "rows_few": "Agrega al menos {least}.", "rows_many": "Puedes agregar {most} como máximo.", "rule": "{message}"};
const ERROR = "<svg class=\"icon\" viewBox=\"0 0 24 24\" width=\"24\" height=\"24\" focusable=\"false\" aria-hidden=\"true\"><path d=\"M12 3 2.5 20h19L12 3zM12 10v4.5M12 17.2v.3\"/></svg><span><span class=\"visually-hidden\">Error:</span> <span data-words></span></span>";
const PLACES = 12n;
const ONE = 10n ** PLACES;
const TOO_LARGE = ONE * 10n ** 15n;
const FIRST_DAY = -719162;
const LAST_DAY = 2932896;
const FARTHEST_DAYS = 200000n;
const LONGEST_TERM = 5000n;
const DIGITS = { department: 2, province: 4, district: 6 };
function shown(script, answers) {
return settle(script, answers).seen;
}
function settle(script, answers) {
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
function toValue(answer, base, script) {
if (answer === null || answer === undefined) return null;
if (base === "number") return toNumber(answer);
if (base === "date") return toDay(answer);
if (base !== "rows") return answer;
const bases = Object.fromEntries(script.questions.map((each) => [each.id, each.base]));
const read = ([id, each]) => [id, toValue(each, bases[id], script)];
return answer.map((row) => Object.fromEntries(Object.entries(row).map(read)));
}
function evaluate(expression, values, row, holidays) {
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
const HELD = { held: true };
const MONTHS = "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre".split(" ");
const DATE_PARTS = { day: "el día", month: "el mes", year: "el año" };
const RUC_WEIGHTS = [5, 4, 3, 2, 7, 6, 5, 4, 3, 2];
const LONGEST_NUMBER = 40;
const PHONE = /^(?:9[0-9]{8}|0[1-8][0-9]{7}|\+[1-9][0-9]{7,14})$/;
const EMAIL = /^[^\s@<>()[\],;:"\\]{1,64}@[A-Za-z0-9.-]{1,189}\.[A-Za-z]{2,63}$/;
const DOCUMENTS = { dni: /^[0-9]{8}$/, ce: /^[0-9A-Z]{8,12}$/, ruc: /^[0-9]{11}$/, passport: /^[0-9A-Z]{5,15}$/ };
class Unfit extends Error {
constructor(code, params = {}) {
super(code);
this.fault = [code, params];
}
}
function clean(question, typed) {
if (isBlank(typed)) return { kept: null, fault: question.missing ? [question.missing, {}] : null };
try {
const kept = (CLEANERS[question.type] ?? ((given) => given))(typed, question);
return { kept, fault: null };
} catch (wrong) {
if (!(wrong instanceof Unfit)) throw wrong;
return { kept: null, fault: wrong.fault };
}
}
function sentence([code, { parts, month, ...params }], texts = {}) {
const told = { ...params, month: texts.months?.[MONTHS.indexOf(month)] ?? month };
const put = (words, values) => words.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
const named = (parts ?? []).map((part) => (texts.parts ?? DATE_PARTS)[part]);
if (parts) told.parts = named.reduce((first, second) => put(texts.joint ?? "{first} y {second}", { first, second }));
const count = params.most ?? params.least;
const forms = [texts[code] ?? SPANISH[code] ?? ""].flat();
return put(forms[Number.isInteger(count) && count !== 1 ? forms.length - 1 : 0], told);
}
function isBlank(typed) {
if (typed === null || typed === undefined) return true;
if (Array.isArray(typed)) return !typed.length;
if (typed === HELD) return false;
if (typeof typed === "object") return Object.entries(typed).every(([key, each]) => key === "kind" || isBlank(each));
return typeof typed === "string" && !line(typed);
}
function text(typed) {
const plain = typed.normalize("NFC").replace(/\r\n?/g, "\n");
const seen = plain.replace(/[\p{Cc}\p{Cf}\p{Cs}\p{Co}]/gu, (mark) => ("\n\t\u200c\u200d".includes(mark) ? mark : ""));
const lines = seen.replace(/(\p{Mn}{3})\p{Mn}+/gu, "$1").split("\n");
const tidy = lines.map((each) => each.replace(/[ \t\u00a0]+/g, " ").trim()).join("\n");
return tidy.replace(/\n{3,}/g, "\n\n").trim();
}
const line = (typed) => text(typed).split(/\s+/).filter(Boolean).join(" ");
const words = (typed) => line(typed.normalize("NFKC"));
function inLength(kept, { shortest = 0, longest }) {
const { length } = [...kept];
if (length > longest) throw new Unfit("text_long", { most: longest, found: length });
if (length < shortest) throw new Unfit("text_short", { least: shortest, found: length });
return kept;
}
function numberTyped(typed, decimals) {
const spaced = typed.trim().replaceAll("−", "-").replace(/([0-9])[\s'’](?=[0-9]{3}(?![0-9]))/g, "$1");
const plain = withPoint(spaced, decimals);
const found = /^(-?)([0-9]{1,15})(?:\.([0-9]{1,12}))?$/.exec(plain);
if (plain.length > LONGEST_NUMBER || !found) throw new Unfit("number");
const [whole, fraction] = [found[2].replace(/^0+(?=[0-9])/, ""), (found[3] ?? "").replace(/0+$/, "")];
const short = fraction ? `${whole}.${fraction}` : whole;
return short === "0" ? short : found[1] + short;
}
function withPoint(typed, decimals) {
const marks = typed.match(/[.,]/g) ?? [];
if (!marks.length) return typed;
const isGrouped = (each) => /^-?[0-9]{1,3}(?:[.,][0-9]{3})+$/.test(each);
const without = (each) => each.replace(/[.,]/g, "");
if (new Set(marks).size > 1) {
const last = marks.at(-1);
const at = typed.lastIndexOf(last);
const [whole, fraction] = [typed.slice(0, at), typed.slice(at + 1)];
if (marks.filter((mark) => mark === last).length > 1 || !isGrouped(whole)) throw new Unfit("number");
return `${without(whole)}.${fraction}`;
}
if (marks.length > 1) {
if (!isGrouped(typed)) throw new Unfit("number");
return without(typed);
}
const [whole, fraction] = typed.split(/[.,]/);
const isThree = fraction.length === 3 && !["", "0"].includes(whole.replace(/^-+/, ""));
if (!isThree || (marks[0] === "." && decimals >= 3)) return `${whole || "0"}.${fraction}`;
if (marks[0] === "," && decimals < 3) return whole + fraction;
throw new Unfit("number_ambiguous", { found: typed.slice(0, 20), example: whole + fraction });
}
function moneyTyped(typed, decimals) {
const coin = /^(?:S\/\.?|PEN|SOLES)\s*|\s*(?:SOLES|PEN|NUEVOS SOLES)$/gi;
try {
const [whole, fraction = ""] = numberTyped(typed.trim().slice(0, LONGEST_NUMBER).replace(coin, ""), decimals).split(".");
return decimals ? `${whole}.${fraction.padEnd(decimals, "0")}` : [whole, fraction].filter(Boolean).join(".");
} catch (wrong) {
throw wrong.fault?.[0] === "number_ambiguous" ? wrong : new Unfit("money");
}
}
function inLimits(kept, { decimals, least, most }) {
const fraction = kept.split(".")[1] ?? "";
if (fraction.length > decimals) throw decimals ? new Unfit("number_decimals", { most: decimals }) : new Unfit("number_whole");
const { n } = toNumber(kept);
if (least !== undefined && n < toNumber(least).n) throw new Unfit("number_low", { least });
if (most !== undefined && n > toNumber(most).n) throw new Unfit("number_high", { most });
return kept;
}
function dateTyped(typed) {
const given = Object.fromEntries(Object.keys(DATE_PARTS).map((part) => [part, (typed[part] ?? "").trim()]));
const missing = Object.keys(DATE_PARTS).filter((part) => !given[part]);
if (missing.length) throw new Unfit("date_part", { parts: missing });
const word = given.month.toLowerCase().replace("setiembre", "septiembre").replace(/^set$/, "sep");
const named = MONTHS.findIndex((name) => [name, name.slice(0, 3), name.slice(0, 4)].includes(word)) + 1;
const month = named || (/^[0-9]{1,2}$/.test(word) ? Number(word) : 0);
if (month < 1 || month > 12) throw new Unfit("date_month");
if (!/^[0-9]{1,2}$/.test(given.day)) throw new Unfit("date");
if (!/^[0-9]{4}$/.test(given.year) || given.year === "0000") throw new Unfit("date_year");
const kept = `${given.year}-${String(month).padStart(2, "0")}-${given.day.padStart(2, "0")}`;
const [day, year] = [Number(given.day), Number(given.year)];
if (toDay(kept) === null) throw new Unfit("date_unreal", { day, month: MONTHS[month - 1], year });
return kept;
}
function inTime(kept, { least, most }) {
const told = (day) => day.split("-").reverse().join("/");
if (kept < least) throw new Unfit("date_early", { least: told(least) });
if (kept > most) throw new Unfit("date_late", { most: told(most) });
return kept;
}
function documentTyped(typed, { kinds }) {
const kind = typed.kind || (kinds.length === 1 ? kinds[0] : undefined);
let number = words(typed.number ?? "").replace(/[\s.\-–()/]+/g, "").toUpperCase();
if (kind === "dni" && /^[0-9]{8}[0-9A-Z]$/.test(number)) number = number.slice(0, 8);
if (!kinds.includes(kind)) throw new Unfit("document_kind");
if (!DOCUMENTS[kind].test(number) || (kind === "ruc" && !isRuc(number))) throw new Unfit(kind);
return { kind, number };
}
function isRuc(digits) {
const rest = 11 - (RUC_WEIGHTS.reduce((sum, weight, at) => sum + weight * Number(digits[at]), 0) % 11);
return /^(?:10|15|16|17|20)/.test(digits) && Number(digits[10]) === ({ 10: 0, 11: 1 }[rest] ?? rest);
}
function phoneTyped(typed) {
const digits = words(typed).replace(/[\s.\-–()/]+/g, "").replace(/^\+51/, "").replace(/^0051/, "");
const number = digits.replace(/^00/, "+");
const kept = number.length === 8 && /^[1-8]/.test(number) ? `0${number}` : number;
if (!PHONE.test(kept)) throw new Unfit("phone");
return kept;
}
function emailTyped(typed) {
const kept = words(typed).replaceAll(" ", "").replace(/@[^@]*$/, (domain) => domain.toLowerCase());
if (kept.length > 254 || kept.includes("..") || !EMAIL.test(kept)) throw new Unfit("email");
return kept;
}
const CLEANERS = {
short_text: (typed, question) => inLength(line(typed), question),
long_text: (typed, question) => inLength(text(typed), question),
number: (typed, question) => inLimits(numberTyped(words(typed), question.decimals), question),
money: (typed, question) => inLimits(moneyTyped(words(typed), question.decimals), question),
date: (typed, question) => inTime(dateTyped(typed), question),
yes_no: (typed) => typed === "si" || typed === true,
declaration: (typed) => {
if (typed === true || typed === "on") return true;
throw new Unfit("required_declaration");
},
document: documentTyped,
phone: phoneTyped,
email: emailTyped,
...Object.fromEntries(["place", "file", "photo"].map((type) => [type, () => HELD])),
};
const PREFIX = "q-";
function typedIn(question, data) {
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
function judge(check, data, whole) {
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
function told(value, type, check) {
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
function plain(n, places) {
const digits = String(n < 0n ? -n : n).padStart(13, "0");
const fraction = digits.slice(-12).replace(/0+$/, "").padEnd(places, "0");
const whole = digits.slice(0, -12);
const grouped = whole.length > 4 ? whole.replace(/\B(?=(?:[0-9]{3})+$)/g, ",") : whole;
return `${n < 0n ? "-" : ""}${grouped}${fraction ? `.${fraction}` : ""}`;
}
function journey(plan, answers, today = plan.today) {
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
function placeOf(path) {
const found = /\/paso\/([^/]+)\/(?:([^/]+)\/(nueva|[0-9]+)\/(quitar\/)?)?$/.exec(path);
return found && { page: found[1], group: found[2], row: found[3], removes: Boolean(found[4]) };
}
function answered(plan, answers, { path, fields }) {
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
function formOf(fields) {
const all = (name) => fields.filter(([each]) => each === name).map(([, value]) => value);
return { get: (name) => all(name)[0] ?? null, getAll: all, has: (name) => all(name).length > 0 };
}
function after(plan, answers, page) {
const now = journey(plan, answers);
return now.done.has(page) || !now.pages.some(({ id }) => id === page) ? now.next?.id : page;
}
const STORE = "minka-outbox";
const PAGES = "minka-services-pages";
const PARTS = "minka-services-parts";
const KITS = "minka-services-kits";
const DAY = 86400000;
const LONGEST_WAIT = 90 * DAY; // the server lets an application go that nobody touches for so long
const LONGEST_VISIT = 14 * DAY;
function opened() {
return new Promise((done, failed) => {
const asked = indexedDB.open(STORE, 2);
asked.onupgradeneeded = () => {
const { result } = asked;
const has = (name) => result.objectStoreNames.contains(name);
if (!has("waiting")) result.createObjectStore("waiting", { keyPath: "id", autoIncrement: true });
if (!has("kits")) result.createObjectStore("kits", { keyPath: "base" });
};
asked.onsuccess = () => done(asked.result);
asked.onerror = () => failed(asked.error);
});
}
async function stored(name, mode, act) {
const base = await opened();
return new Promise((done, failed) => {
const written = base.transaction(name, mode);
const asked = act(written.objectStore(name));
written.oncomplete = () => done(asked.result);
written.onerror = written.onabort = () => failed(written.error ?? asked.error);
}).finally(() => base.close());
}
async function waitingFor(mark) {
const all = await stored("waiting", "readonly", (store) => store.getAll()).catch(() => []);
return all.filter((each) => !mark || !each.mark || each.mark === mark);
}
const keepWaiting = (entry) => stored("waiting", "readwrite", (store) => store.put(entry));
const dropWaiting = (id) => stored("waiting", "readwrite", (store) => store.delete(id));
const kitOf = (base) => stored("kits", "readonly", (store) => store.get(base)).catch(() => undefined);
const keepKit = (kit) => stored("kits", "readwrite", (store) => store.put(kit));
async function forget(base, { all = false } = {}) {
await stored("kits", "readwrite", (store) => store.delete(base));
const under = ({ url }) => new URL(url).pathname.startsWith(base);
for (const name of all ? [KITS, PAGES] : [KITS]) {
const cache = await caches.open(name);
for (const request of await cache.keys()) if (under(request)) await cache.delete(request);
}
if (!all) return;
for (const each of await waitingFor()) if ((each.base ?? pathOf(each.url)).startsWith(base)) await dropWaiting(each.id);
}
async function refresh(base) {
const kit = await kitOf(base);
if (!kit) return undefined;
const answer = await fetch(`${base}telefono.json?estado`).catch(() => undefined);
if (!answer?.ok) return kit;
const isOurs = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
const state = isOurs ? await answer.json() : {};
const isSame = state.minka === "phone" && state.mark === kit.mark && state.version === kit.version;
if (!isSame) {
if (answer.redirected || isOurs) await forget(base);
return undefined;
}
await keepKit({ ...kit, ...state });
return { ...kit, ...state };
}
async function tidy(now = Date.now()) {
for (const each of await waitingFor()) if (now - each.at > LONGEST_WAIT) await dropWaiting(each.id);
const kits = await stored("kits", "readonly", (store) => store.getAll()).catch(() => []);
for (const kit of kits) if (kit.expires < now) await forget(kit.base);
const pages = await caches.open(PAGES);
for (const request of await pages.keys()) {
const kept = await pages.match(request);
if (now - Number(kept?.headers.get("Minka-Kept") ?? now) > LONGEST_VISIT) await pages.delete(request);
}
}
const asksForMore = ({ fields = [] }) => fields.some(([name, value]) => name === "accion" && value === "otro");
const pathOf = (url) => new URL(url, location.origin).pathname;
function withWaiting(kit, waiting) {
const mine = waiting.filter((each) => each.fields && each.mark === kit.mark && placeOf(each.path));
return mine.reduce((answers, each) => answered(kit.plan, answers, each), kit.answers);
}
function dated(plan, today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Lima" }).format()) {
const now = plan.today && plan.today > today ? plan.today : today;
const date = (each) => {
const limits = Object.fromEntries(["least", "most"].filter((key) => each[key] === "today").map((key) => [key, now]));
return { ...each, ...limits, ...(each.questions && typeof each.questions[0] === "object" && { questions: each.questions.map(date) }) };
};
return { ...plan, today: now, ...(plan.steps && { steps: plan.steps.map(date) }), ...(plan.questions && { questions: plan.questions.map(date) }) };
}
const STOPS = ["nobody", "late"];
const SKIPS = ["other"];
async function send(entry, token) {
try {
const answer = await fetch(entry.url, {
method: "POST",
body: bodyOf(entry, token),
headers: { "Minka-Outbox": entry.key ?? "1", ...(entry.body && { "Content-Type": entry.type }) },
redirect: "manual",
});
const isOurs = (answer.headers.get("Content-Type") ?? "").startsWith("application/json");
const said = isOurs ? await answer.json() : {};
if (said.minka) return { ...said, state: said.minka };
if (answer.status === 403) return { state: "forbidden" };
return { state: [413, 422].includes(answer.status) ? "refused" : "away" };
} catch {
return { state: "away" };
}
}
async function freshToken({ base }) {
const page = await fetch(base ?? location.href).then((answer) => answer.text()).catch(() => "");
return /name="csrfmiddlewaretoken" value="([^"]+)"/.exec(page)?.[1] ?? "";
}
function bodyOf(entry, token) {
if (entry.body) return entry.body;
const pairs = [["csrfmiddlewaretoken", token], ...entry.fields];
const data = pairs.some(([, value]) => value instanceof Blob) ? new FormData() : new URLSearchParams();
for (const [name, value] of pairs) data.append(name, value);
return data;
}
async function sendAll(mark, token) {
if (navigator.onLine === false) return { gone: 0 };
const work = async (lock) => (lock === null ? { gone: 0, busy: true } : emptied(mark, token));
return navigator.locks ? navigator.locks.request("minka-outbox", { ifAvailable: true }, work) : work();
}
async function emptied(mark, token) {
const found = { last: undefined, gone: 0 };
const bases = new Set();
for (const entry of await waitingFor(mark)) {
if (entry.refused) return { ...found, last: { state: "refused" } };
found.last = await send(entry, token);
if (found.last.state === "forbidden") found.last = await send(entry, await freshToken(entry));
const { state, errors = [] } = found.last;
if (state === "refused") await keepWaiting({ ...entry, refused: errors });
if (["away", "refused", "forbidden"].includes(state) || STOPS.includes(state)) break;
if (SKIPS.includes(state)) continue;
if (state === "gone") found.gone += 1;
await dropWaiting(entry.id);
bases.add(entry.base);
}
for (const base of bases) if (base) await refresh(base);
return found;
}
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
class MinkaOutbox extends HTMLElement {
connectedCallback() {
if (!("serviceWorker" in navigator) || !globalThis.indexedDB) return;
if (this.dataset.mark) navigator.serviceWorker.register(this.dataset.worker, { scope: this.dataset.scope }).catch(() => {});
this.back = () => this.empty();
addEventListener("online", this.back);
document.querySelector(".participant-bar form")?.addEventListener("submit", (event) => this.leave(event));
waitingFor(this.dataset.mark).then((found) => (this.count ??= found.length)).catch(() => {}); // before «Terminar» is pressed
this.ready = this.begin();
this.ready.then(this.back);
}
disconnectedCallback() {
removeEventListener("online", this.back);
}
async begin() {
const { base, mark } = this.dataset;
const kit = base && (await kitOf(base));
if (kit && mark && kit.mark !== mark) await forget(base);
const link = document.querySelectorAll("minka-keep-link");
for (const each of link) {
each.hidden = false;
if (kit && kit.mark === mark && each.dataset.ready) each.querySelector("a").textContent = each.dataset.ready;
}
await this.refill();
}
leave(event) {
const list = `${this.dataset.base}sin-senal/`;
const isThere = location.pathname === list;
if (!this.dataset.base || (isThere && navigator.onLine !== false) || (!this.count && navigator.onLine !== false)) return;
event.preventDefault();
event.stopImmediatePropagation();
if (isThere) document.querySelector("button[name=drop]")?.focus();
else location.assign(list);
}
async empty() {
const token = document.querySelector("[name=csrfmiddlewaretoken]")?.value ?? "";
const { last, gone } = await sendAll(this.dataset.mark, token);
await this.show(await waitingFor(this.dataset.mark), last, gone);
if (last) this.dispatchEvent(new CustomEvent("minka-outbox", { bubbles: true }));
}
async show(waiting, last, gone = 0) {
this.count = waiting.length;
const full = new URLSearchParams(location.search);
const isFull = full.has("lleno") || full.has("falta");
if (!waiting.length && !last && !isFull) {
this.hidden = true;
return;
}
const words = await wordsFrom(this.dataset.words);
this.hidden = false;
const [told, links] = full.has("lleno") ? [words.full, []] : full.has("falta") ? [words.needs, []] : this.told(waiting, last, gone, words);
this.querySelector("[role=status]").textContent = told;
this.querySelector(".outbox__links").replaceChildren(...links);
}
told(waiting, last, gone, words) {
const ended = gone ? ` ${words.gone}` : "";
if (!waiting.length) return [words[last.state === "filed" ? "filed" : "kept"] + ended, [link(last.next, words.next)]];
const [first] = waiting;
const list = first.base && !location.pathname.endsWith("/sin-senal/") ? [link(`${first.base}sin-senal/`, words.list)] : [];
const refused = waiting.find((each) => each.refused);
if (refused) return [words.refused + ended, [link(pageOf(refused), words.look), ...list]];
if (last?.state === "nobody") return [words.nobody, [link(words.codeUrl, words.code)]];
if (last?.state === "late") return [words.late, list];
if (last?.state === "other") return [words.other, []];
const count = waiting.length === 1 ? words.one : words.many.replace("{n}", waiting.length);
return [count, list];
}
async refill() {
const form = document.querySelector("main form[method=post] [name=seen]")?.form;
const found = form && (await waitingFor(this.dataset.mark)).find((each) => isHere(each) && !asksForMore(each));
if (!found?.fields) return;
if (form.querySelector("minka-check")) await customElements.whenDefined("minka-check");
const words = await wordsFrom(this.dataset.words);
refilled(form, found, words);
}
}
function pageOf({ id, path, url }) {
return path?.endsWith("/nueva/") ? `${path}?espera=${id}` : (path ?? url);
}
function isHere(entry) {
const [path, query] = pageOf(entry).split("?");
return path === location.pathname && (!query || location.search === `?${query}`);
}
function link(href, words) {
return href ? Object.assign(document.createElement("a"), { href, textContent: words }) : "";
}
let words_read;
async function wordsFrom(address) {
const here = document.getElementById("outbox-words");
if (here) return here.dataset;
words_read ??= fetch(address).then((answer) => answer.text());
const page = new DOMParser().parseFromString(await words_read.catch(() => ""), "text/html");
return page.getElementById("outbox-words")?.dataset ?? {};
}
customElements.define("minka-outbox", MinkaOutbox);
const MORE = "Hay una pregunta más: {label}";
class MinkaCheck extends HTMLElement {
connectedCallback() {
this.form = this.closest("form");
this.check = JSON.parse(document.getElementById(this.dataset.check).textContent);
this.left = new Set();
this.status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
this.status.setAttribute("role", "status");
this.append(this.status);
if (!this.check.page) this.begin();
}
begin(whole) {
this.whole = whole;
if (whole) this.check = dated(this.check, whole.plan.today);
const refresh = () => this.refresh();
this.listeners = [
[this.form, "input", refresh],
[this.form, "change", refresh],
[this.form, "focusout", (event) => this.leave(event)],
[window, "pageshow", refresh],
[window, "pointerdown", () => (this.isPressed = true)],
[window, "pointerup", () => this.release()],
[window, "pointercancel", () => this.release()],
];
for (const [where, name, listener] of this.listeners) where.addEventListener(name, listener);
this.refresh();
}
disconnectedCallback() {
for (const [where, name, listener] of this.listeners ?? []) where.removeEventListener(name, listener);
}
get judged() {
const found = judge(this.check, new FormData(this.form), this.whole);
const wrong = new Map();
for (const { question, words } of found.faults) {
const at = found.seen[question] ? question : "";
if (!wrong.has(at)) wrong.set(at, words);
}
return { ...found, wrong };
}
refresh() {
let found = this.judged;
while (this.follow(found.seen)) found = this.judged;
for (const { id, type } of this.check.values ?? []) this.write(id, told(found.values[id], type, this.check));
for (const id of this.left) if (this.has(id) && !found.wrong.has(id)) this.mark(id, "");
if (!found.wrong.has("")) this.tellPage("");
}
follow(seen) {
let changed = false;
for (const part of this.form.querySelectorAll("[data-follow]")) {
const hides = seen[part.dataset.follow] !== true;
if (part.hidden === hides) continue;
changed = true;
if (hides && part.contains(document.activeElement)) this.form.querySelector("[data-question] input")?.focus();
part.hidden = part.disabled = hides;
if (!hides && this.isReady) this.say((this.check.more ?? MORE).replace("{label}", labelOf(part)));
}
this.isReady = true;
return changed;
}
leave(event) {
const question = event.target.closest("[data-question]");
if (!question || question.contains(event.relatedTarget)) return;
this.left.add(question.dataset.question);
if (!this.isPressed) this.tell();
}
release() {
this.isPressed = false;
setTimeout(() => this.tell());
}
tell() {
const { wrong } = this.judged;
for (const id of this.left) if (this.isAnswered(id) && !this.isIn(id)) this.mark(id, wrong.get(id) ?? "");
this.tellPage(this.left.size ? (wrong.get("") ?? "") : "");
}
isIn(id) {
return Boolean(this.field(id)?.contains(document.activeElement));
}
tellAll() {
const { wrong } = this.judged;
for (const [id, words] of wrong) if (id) this.mark(id, words);
this.left = new Set([...this.left, ...wrong.keys()]);
this.tellPage(wrong.get("") ?? "");
}
isAnswered(id) {
const question = this.check.questions.find((each) => each.id === id);
const typed = question ? typedIn(question, new FormData(this.form)) : false;
return typed !== false && !isBlank(typed);
}
field(id) {
return this.form.querySelector(`[data-question="${id}"] .field`);
}
has(id) {
return Boolean(this.field(id)?.querySelector(".field__error[data-here]"));
}
mark(id, words) {
const field = this.field(id);
if (!field) return;
if (words) this.left.add(id);
const before = field.querySelector(".field__error");
if (before?.querySelector("[data-words]")?.textContent === words) return;
before?.remove();
const controls = [...field.querySelectorAll("input, select, textarea")];
const described = field.querySelector("fieldset") ?? controls[0];
const error = `${controls[0].name}_error`;
const others = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && !each.endsWith("_error"));
const ids = words ? [error, ...others] : others;
if (ids.length) described.setAttribute("aria-describedby", ids.join(" "));
else described.removeAttribute("aria-describedby");
field.toggleAttribute("data-invalid", Boolean(words));
for (const control of controls) {
if (words) control.setAttribute("aria-invalid", "true");
else control.removeAttribute("aria-invalid");
}
if (!words) return;
const told = this.error(words);
told.id = error;
const title = field.querySelector("legend, .field__label");
if (title) (title.closest("h1") ?? title).after(told);
else field.prepend(told);
this.say(words);
}
error(words) {
const told = Object.assign(document.createElement("p"), { className: "field__error", innerHTML: ERROR });
told.dataset.here = "";
told.querySelector("[data-words]").textContent = words;
return told;
}
tellPage(words) {
const before = this.querySelector(":scope > .field__error");
if ((before?.querySelector("[data-words]").textContent ?? "") === words) return;
before?.remove();
if (!words) return;
this.append(this.error(words));
this.say(words);
}
write(id, words) {
const output = this.form.querySelector(`[data-value="${id}"]`);
if (!output || output.textContent === words) return;
output.textContent = words;
output.closest("[data-told]").hidden = !words;
}
say(words) {
this.status.textContent = words;
}
}
function labelOf(part) {
const label = part.querySelector("legend, .field__label, label");
return [...label.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join(" ");
}
customElements.define("minka-check", MinkaCheck);
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
class MinkaUnsent extends HTMLElement {
connectedCallback() {
this.again = () => this.draw();
addEventListener("minka-outbox", this.again);
this.draw();
}
disconnectedCallback() {
removeEventListener("minka-outbox", this.again);
}
async draw() {
const { base, mark, words: address } = this.dataset;
const [kit, words, waiting] = [await kitOf(base), await wordsFrom(address), await waitingFor(mark)];
const isTold = (entry) => !kit || entry.refused || toldOf(entry, kit, words).length;
const parts = waiting.filter(isTold).map((entry) => this.part(entry, kit, words));
const lead = paragraph(waiting.length ? words.lead : words.nothing);
lead.className = "lead";
this.replaceChildren(lead, ...parts);
if (kit) this.append(this.standing(kit, waiting, words));
if (waiting.length) this.append(this.drop(base));
}
part(entry, kit, words) {
const drawn = document.getElementById("unsent-part").content.cloneNode(true);
const place = placeOf(entry.path ?? "");
drawn.querySelector("h2").textContent = kit?.titles[place?.page] ?? place?.page ?? "";
Object.assign(drawn.querySelector("a"), { href: pageOf(entry), textContent: words.change });
const list = drawn.querySelector("dl");
for (const [name, told] of kit ? toldOf(entry, kit, words) : []) list.append(pair(name, told));
for (const { words: told } of entry.refused ?? []) {
list.before(Object.assign(document.createElement("p"), { className: "field__error", textContent: told }));
}
return drawn;
}
standing(kit, waiting, words) {
const plan = dated(kit.plan);
const { next, pages } = journey(plan, withWaiting({ ...kit, plan }, waiting));
if (next?.exit) return paragraph("");
if (next) {
const told = paragraph(`${words.missing} `);
told.append(link(`${kit.base}paso/${next.id}/`, kit.titles[next.id]));
return told;
}
if (waiting.length) return note(pages.length ? words.complete : "");
const on = paragraph("");
on.append(link(`${kit.base}revisar/`, words.check));
return on;
}
drop(base) {
const drawn = document.getElementById("unsent-drop").content.cloneNode(true);
drawn.querySelector("button").addEventListener("click", async () => {
await forget(base, { all: true });
await this.draw();
});
return drawn;
}
}
function paragraph(words) {
return Object.assign(document.createElement("p"), { textContent: words });
}
function pair(name, told) {
const drawn = document.createElement("div");
drawn.append(Object.assign(document.createElement("dt"), { textContent: name }));
drawn.append(Object.assign(document.createElement("dd"), { textContent: told }));
return drawn;
}
customElements.define("minka-unsent", MinkaUnsent);
