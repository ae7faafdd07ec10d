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
class MinkaKeep extends HTMLElement {
connectedCallback() {
if (!("serviceWorker" in navigator) || !globalThis.indexedDB || !globalThis.caches) return;
this.hidden = false;
document.querySelector(".keep__without").hidden = true;
this.buttons = Object.fromEntries([...this.querySelectorAll("button")].map((each) => [each.name, each]));
this.buttons.keep.addEventListener("click", () => this.keep());
this.buttons.drop.addEventListener("click", () => this.drop());
this.begin();
}
async begin() {
const kit = await kitOf(this.dataset.base);
if (kit && kit.mark === this.dataset.mark) this.isReady(kit);
else {
this.offer(true);
if ("begins" in this.dataset) await this.keep();
}
}
offer(isOpen) {
this.buttons.keep.hidden = !isOpen;
this.buttons.drop.hidden = isOpen;
const audio = this.querySelector("[data-audio]");
if (audio) audio.hidden = !isOpen;
}
isReady(kit) {
this.offer(false);
this.say(this.dataset.ready.replace("{kb}", Math.ceil(kit.bytes / 1000)));
this.dataset.state = "ready";
}
say(words) {
this.querySelector("[role=status]").textContent = words;
}
async keep() {
this.say(this.dataset.working);
this.dataset.state = "working";
try {
await navigator.serviceWorker.ready;
const answer = await fetch(this.dataset.kit);
const { pages, ...kit } = await answer.json();
const bytes = await this.fetched(pages, kit, answer.headers.get("Content-Security-Policy") ?? "");
await keepKit({ ...kit, bytes });
await navigator.storage?.persist?.();
this.isReady({ bytes });
} catch (failed) {
await forget(this.dataset.base);
this.dataset.state = "failed";
this.say(failed.name === "QuotaExceededError" ? this.dataset.full : this.dataset.failed);
}
}
async fetched(pages, kit, policy) {
const headers = { "Content-Type": "text/html; charset=utf-8", "Content-Security-Policy": policy };
const cache = await caches.open(KITS);
const parts = new Set(this.querySelector("[data-audio] input")?.checked ? kit.audio : []);
let bytes = 0;
for (const [path, html] of Object.entries(pages)) {
bytes += new Blob([html]).size;
await cache.put(path, new Response(html, { headers }));
const page = new DOMParser().parseFromString(html, "text/html");
const drawn = page.querySelectorAll("link[rel=stylesheet], link[rel=icon], link[rel=manifest], script[src], img[src]");
for (const each of drawn) parts.add(each.getAttribute("src") ?? each.getAttribute("href"));
}
const kept = await caches.open(PARTS);
for (const path of parts) {
const answer = await fetch(path);
if (!answer.ok) throw new Error(path);
bytes += (await answer.clone().blob()).size;
await kept.put(path, answer);
}
return bytes;
}
async drop() {
if ((await waitingFor(this.dataset.mark)).length) {
this.say(this.dataset.waits);
return;
}
await forget(this.dataset.base);
this.dataset.state = "dropped";
this.offer(true);
this.say(this.dataset.dropped);
}
}
customElements.define("minka-keep", MinkaKeep);
