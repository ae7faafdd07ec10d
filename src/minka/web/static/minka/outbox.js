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
