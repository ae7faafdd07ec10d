/**
 * From what was typed to the answer that is kept, or to the code of a sentence: what `engine/forms/answers` does, for the
 * browser. The server cleans again and decides. What a browser cannot read (places, files) is kept as HELD: answered,
 * and its value not known here.
 *
 *     clean({ id: "n", type: "number", decimals: 0, most: "5" }, "7")   // { kept: null, fault: ["number_high", { most: "5" }] }
 */

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

/** Clean one answer. @returns {{kept: unknown, fault: [string, Object] | null}} */
export function clean(question, typed) {
  if (isBlank(typed)) return { kept: null, fault: question.missing ? [question.missing, {}] : null };
  try {
    const kept = (CLEANERS[question.type] ?? ((given) => given))(typed, question);
    return { kept, fault: null };
  } catch (wrong) {
    if (!(wrong instanceof Unfit)) throw wrong;
    return { kept: null, fault: wrong.fault };
  }
}

/** The sentence of a fault. @returns {string} */
export function sentence([code, { parts, month, ...params }], texts = {}) {
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

/** One form of each letter, nothing unseen, no blanks around. */
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

/** Only the mark before decimals stays; what may be thousands or decimals is asked again. */
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
