/**
 * What a phone keeps of services: answers that wait for a network (`waiting`, in the order they were written) and
 * services kept whole (`kits`). Shared by pages and worker. Nothing in it is ever told as sent.
 */

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

/** One act on a store. It is done when the disk has it. */
async function stored(name, mode, act) {
  const base = await opened();
  return new Promise((done, failed) => {
    const written = base.transaction(name, mode);
    const asked = act(written.objectStore(name));
    written.oncomplete = () => done(asked.result);
    written.onerror = written.onabort = () => failed(written.error ?? asked.error);
  }).finally(() => base.close());
}

/** What waits, in order; of one application only when its mark is given. */
async function waitingFor(mark) {
  const all = await stored("waiting", "readonly", (store) => store.getAll()).catch(() => []);
  return all.filter((each) => !mark || !each.mark || each.mark === mark);
}

const keepWaiting = (entry) => stored("waiting", "readwrite", (store) => store.put(entry));
const dropWaiting = (id) => stored("waiting", "readwrite", (store) => store.delete(id));
const kitOf = (base) => stored("kits", "readonly", (store) => store.get(base)).catch(() => undefined);
const keepKit = (kit) => stored("kits", "readwrite", (store) => store.put(kit));

/** Take a service off the phone: its pages and its plan; with `all` what waits and what was visited too. */
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

/** Ask the server where the application stands. A service of which nothing is open here any more goes. */
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

/** Let go what nobody may find on a shared phone after so long. */
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

/** Whether a form asked to attach one more file: what comes after it does not take its place. */
const asksForMore = ({ fields = [] }) => fields.some(([name, value]) => name === "accion" && value === "otro");

const pathOf = (url) => new URL(url, location.origin).pathname;

/** The answers as they are with all that waits. */
function withWaiting(kit, waiting) {
  const mine = waiting.filter((each) => each.fields && each.mark === kit.mark && placeOf(each.path));
  return mine.reduce((answers, each) => answered(kit.plan, answers, each), kit.answers);
}

/** A plan with its limits of the day it is; a phone whose clock is behind goes by the day of the server. */
function dated(plan, today = new Intl.DateTimeFormat("en-CA", { timeZone: "America/Lima" }).format()) {
  const now = plan.today && plan.today > today ? plan.today : today;
  const date = (each) => {
    const limits = Object.fromEntries(["least", "most"].filter((key) => each[key] === "today").map((key) => [key, now]));
    return { ...each, ...limits, ...(each.questions && typeof each.questions[0] === "object" && { questions: each.questions.map(date) }) };
  };
  return { ...plan, today: now, ...(plan.steps && { steps: plan.steps.map(date) }), ...(plan.questions && { questions: plan.questions.map(date) }) };
}
