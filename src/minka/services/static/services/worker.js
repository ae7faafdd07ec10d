/**
 * Works while there is no network, for the pages of a site's services and nothing else: shows pages that were visited,
 * and keeps answers until the server is really there. Served at an address of its own so that its scope ends there.
 */

const PAGES = "minka-services-pages";
const PARTS = "minka-services-parts";
const STORE = "minka-outbox";
const PATIENCE = 12000;
const ROOT = self.registration.scope;
const WAITING = new URL("sin-conexion/", ROOT).href;
const NOT_KEPT = /\/(enviada|archivo|audio)\//;
const TEAM = /^([^/]+\/)?equipo\//; // what somebody sees who signed in is kept on no phone
const WAITS = /^[^/]+\/(paso\/(?!.*\/pagar\/$)|revisar\/)/; // whose answer the outbox can read; the rest needs the server

self.addEventListener("install", (event) => {
  event.waitUntil(
    caches
      .open(PAGES)
      .then((pages) => pages.add(WAITING))
      .catch(() => {})
      .then(() => self.skipWaiting()),
  );
});
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  if (new URL(request.url).origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (!request.url.startsWith(ROOT)) return;
    const place = address(request.url).slice(ROOT.length);
    if (TEAM.test(place)) return;
    if (request.method !== "POST") event.respondWith(page(request));
    else if (WAITS.test(place)) event.respondWith(keep(request));
  } else if (request.method === "GET" && ["style", "script", "image"].includes(request.destination)) {
    event.respondWith(part(request));
  }
});

/** A page from the server, or as it was when it was last visited. */
async function page(request) {
  const pages = await caches.open(PAGES);
  try {
    const answer = await within(fetch(request));
    if (answer.ok && !NOT_KEPT.test(request.url)) await pages.put(address(request.url), answer.clone());
    return answer;
  } catch {
    return (await pages.match(address(request.url))) ?? (await pages.match(WAITING)) ?? Response.error();
  }
}

function address(url) {
  return url.split(/[?#]/)[0];
}

/** Style, script and pictures: whatever is newest, or what was there. */
async function part(request) {
  const parts = await caches.open(PARTS);
  try {
    const answer = await fetch(request);
    if (answer.ok) await parts.put(request, answer.clone());
    return answer;
  } catch {
    return (await parts.match(request)) ?? Response.error();
  }
}

/** An answer: to the server, or into the outbox when it cannot be reached. */
async function keep(request) {
  const copy = request.clone();
  try {
    return await within(fetch(request));
  } catch {
    const body = await copy.arrayBuffer();
    const type = copy.headers.get("Content-Type") ?? "application/x-www-form-urlencoded";
    await add({ url: copy.url, type, body, at: Date.now() });
    return Response.redirect((await following(copy.url, type, body)) ?? WAITING, 303);
  }
}

/** The page that comes after, if it was visited: the form itself names it. */
async function following(url, type, body) {
  if (!type.startsWith("application/x-www-form-urlencoded")) return undefined;
  const after = new URLSearchParams(new TextDecoder().decode(body)).get("after");
  if (!after) return undefined;
  const next = new URL(after, url);
  if (!next.href.startsWith(ROOT)) return undefined;
  const pages = await caches.open(PAGES);
  return (await pages.match(address(next.href))) ? next.href : undefined;
}

function add(answer) {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(STORE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "id", autoIncrement: true });
    asked.onerror = () => failed(asked.error);
    asked.onsuccess = () => {
      const written = asked.result.transaction("waiting", "readwrite");
      written.objectStore("waiting").add(answer);
      written.oncomplete = () => done(asked.result.close());
      written.onerror = () => failed(written.error);
    };
  });
}

/** A network that never answers is no network. */
function within(promise) {
  const late = new Promise((_, failed) => setTimeout(() => failed(new Error("late")), PATIENCE));
  return Promise.race([promise, late]);
}
