/** Sends what waits, in order, from one page at a time. Joined after `store.js`. */

const STOPS = ["nobody", "late"];
const SKIPS = ["other"];

/**
 * Send one form. Only an answer in our own words counts: a portal in between may also say 200.
 * @returns {Promise<{state: string, next?: string, errors?: {question: string, words: string}[]}>}
 */
export async function send(entry, token) {
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

/** The mark against forged forms may be older than its cookie on a page that was kept: a page of now has both. */
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

/**
 * Send all that may be sent; stop at the first that does not arrive or is refused, and write down why.
 * @returns {Promise<{last?: Object, gone: number, busy?: boolean}>}
 */
export async function sendAll(mark, token) {
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
