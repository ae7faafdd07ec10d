/**
 * Works while there is no network, for the pages of a site's services and nothing else: shows pages that were visited or
 * kept whole, keeps answers until the server is really there, and leads to the next page as the server would. Served at
 * an address of its own so that its scope ends there. Joined after `journey.js` and `store.js`.
 */

const PATIENCE = 12000;
const ROOT = self.registration.scope;
const WAITING = new URL("sin-conexion/", ROOT).href;
const NOT_KEPT = /\/(enviada|archivo|audio|guardar|telefono|sin-senal)\/|\.json$/;
const LEADS_HOME = /\/(?:revisar|mi-lista|telefono|guardar)\/$/;
const TEAM = /^([^/]+\/)?equipo\//; // what somebody sees who signed in is kept on no phone
const AWAY = [502, 503, 504];

self.addEventListener("install", (event) => {
  const prepare = caches.open(PAGES).then((pages) => pages.add(WAITING));
  event.waitUntil(prepare.catch(() => {}).then(() => self.skipWaiting()));
});
self.addEventListener("activate", (event) => event.waitUntil(tidy().then(() => self.clients.claim())));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!request.url.startsWith(ROOT) || TEAM.test(address(request.url).slice(ROOT.length))) return;
    event.respondWith(request.method === "POST" ? keep(event) : page(event));
  } else if (request.method === "GET" && ["style", "script", "image", "manifest"].includes(request.destination)) {
    event.respondWith(drawnWith(request));
  } else if (request.url === WAITING) {
    event.respondWith(wordsOf(request));
  } else if (request.destination === "audio") {
    event.respondWith(caches.match(request.url).then((kept) => kept ?? fetch(request)));
  }
});

/** The service an address belongs to. */
function baseOf(url) {
  const [root, path] = [new URL(ROOT).pathname, new URL(url).pathname];
  return `${root}${path.slice(root.length).split("/")[0]}/`;
}

/** A page from the server; else as it is kept on the phone. */
async function page({ request }) {
  const base = baseOf(request.url);
  const kit = await kitOf(base);
  try {
    const answer = await within(fetch(request));
    if (AWAY.includes(answer.status) && kit) throw new Error("away");
    if (answer.ok && request.url.includes("/enviada/")) await forget(base, { all: true });
    else if (answer.ok && !kit && !NOT_KEPT.test(address(request.url))) await visit(request.url, answer.clone());
    return answer;
  } catch {
    await tidy();
    return (await kept(request.url, await kitOf(base))) ?? (await caches.match(WAITING)) ?? Response.error();
  }
}

async function kept(url, kit) {
  const asked = address(url);
  const home = new URL(asked).pathname === kit?.base || LEADS_HOME.test(asked);
  const place = kit && home ? new URL(`${kit.base}sin-senal/`, ROOT).href : asked;
  return (kit && (await (await caches.open(KITS)).match(place))) ?? (await caches.open(PAGES)).match(asked);
}

function address(url) {
  return url.split(/[?#]/)[0];
}

/** Keep a visited page with the moment, so that it does not stay for ever. */
async function visit(url, answer) {
  const headers = new Headers(answer.headers);
  headers.set("Minka-Kept", String(Date.now()));
  const pages = await caches.open(PAGES);
  await pages.put(address(url), new Response(answer.body, { headers })).catch(() => {});
}

/** The page without network, whose words other pages read. */
async function wordsOf(request) {
  const pages = await caches.open(PAGES);
  const kept = await pages.match(WAITING);
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.ok) await pages.put(WAITING, answer.clone()).catch(() => {});
  return answer;
}

/** Style, script and pictures: whatever is newest, or what was there. */
async function drawnWith(request) {
  const parts = await caches.open(PARTS);
  try {
    const answer = await fetch(request);
    if (answer.ok) await parts.put(request, answer.clone()).catch(() => {});
    return answer;
  } catch {
    return (await parts.match(request)) ?? Response.error();
  }
}

/** An answer: to the server, or into the outbox when it cannot be reached. */
async function keep(event) {
  const { request } = event;
  const copy = request.clone();
  const waits = placeOf(pathOf(request.url));
  try {
    const answer = await within(fetch(request));
    if (AWAY.includes(answer.status) && waits) throw new Error("away");
    if (answer.type === "opaqueredirect") {
      await settled(copy);
      if (waits) event.waitUntil(refresh(baseOf(request.url)));
    }
    return answer;
  } catch {
    if (!waits || waits.removes) return Response.redirect(`${WAITING}?falta`, 303);
    const kit = await kitOf(baseOf(request.url));
    try {
      const entry = await written(copy, kit);
      return Response.redirect(new URL(await following(entry, waits, kit), ROOT).href, 303);
    } catch {
      return Response.redirect(`${WAITING}?lleno`, 303);
    }
  }
}

/** The server took a page: what waited of it is done, before the next one looks. */
async function settled(request) {
  const path = pathOf(request.url);
  const same = (await waitingFor()).filter((each) => each.path === path);
  if (!same.length) return;
  const row = path.endsWith("/nueva/") ? (await request.formData()).get("espera") : undefined;
  for (const { id } of same) if (row === undefined || row === String(id)) await dropWaiting(id);
}

/** Write a form down. The same page again takes its place, so that the order stays that of the service. */
async function written(request, kit) {
  const path = pathOf(request.url);
  const fields = [...(await request.formData()).entries()].filter(([name]) => !["csrfmiddlewaretoken", "fila"].includes(name));
  const get = (name) => fields.find(([each]) => each === name)?.[1];
  const mark = (get("seen") ?? "").split(".")[3];
  const before = (await waitingFor(mark)).filter((each) => each.path === path);
  const again = before.find((each) => (path.endsWith("/nueva/") ? String(each.id) === get("espera") : !asksForMore(each)));
  const entry = { base: baseOf(request.url), path, url: request.url, fields, mark, at: Date.now(), key: crypto.randomUUID() };
  if (path.endsWith("/nueva/") && kit) {
    const rows = withWaiting(kit, (await waitingFor(mark)).filter(({ id }) => !again || id < again.id))[placeOf(path).group];
    fields.push(["fila", String((rows?.length ?? 0) + 1)]);
  }
  if (again) entry.id = again.id;
  entry.id = await keepWaiting(entry);
  return entry;
}

/** The page that comes after: by the plan, or, of a page that was only visited, the one that the form names. */
async function following(entry, { page: here, group }, kit) {
  if (kit && kit.mark === entry.mark) {
    if (group || asksForMore(entry)) return `${kit.base}paso/${here}/`;
    const plan = dated(kit.plan);
    const next = after(plan, withWaiting({ ...kit, plan }, await waitingFor(kit.mark)), here);
    return next ? `${kit.base}paso/${next}/` : `${kit.base}sin-senal/`;
  }
  const named = entry.fields.find(([name]) => name === "after")?.[1];
  const next = named ? new URL(named, entry.url).href : WAITING;
  const isKept = next.startsWith(ROOT) && (await (await caches.open(PAGES)).match(address(next)));
  return isKept ? next : WAITING;
}

/** A network that never answers is no network. */
function within(promise) {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), PATIENCE));
  return Promise.race([promise, late]);
}
