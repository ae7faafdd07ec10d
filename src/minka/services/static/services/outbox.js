/**
 * What waits on this phone while there is no network. The worker keeps answers; this shows them and sends them in order.
 * Nothing says that something was sent before the server itself said so.
 *
 *     <minka-outbox data-worker="/…/servicios/sin-conexion.js" data-scope="/…/servicios/" data-one="…" data-many="… {n} …"
 *       data-refused="…" data-sent="…" data-look="…" hidden><p role="status"></p><p class="outbox__links"></p></minka-outbox>
 */

const STORE = "minka-outbox";

/** @returns {Promise<IDBDatabase>} */
function open() {
  return new Promise((done, failed) => {
    const asked = indexedDB.open(STORE, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("waiting", { keyPath: "id", autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
}

/**
 * @template T
 * @param {IDBTransactionMode} mode
 * @param {(store: IDBObjectStore) => IDBRequest<T>} act
 * @returns {Promise<T>}
 */
async function stored(mode, act) {
  const base = await open();
  return new Promise((done, failed) => {
    const asked = act(base.transaction("waiting", mode).objectStore("waiting"));
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  }).finally(() => base.close());
}

/**
 * Send one answer. Only an answer in our own words counts: a portal in between may also say 200.
 * @param {{url: string, type: string, body: ArrayBuffer}} each
 * @returns {Promise<{state: "kept" | "filed" | "refused" | "away", next?: string}>}
 */
export async function send(each) {
  try {
    const answer = await fetch(each.url, {
      method: "POST",
      body: each.body,
      headers: { "Content-Type": each.type, "Minka-Outbox": "1" },
      redirect: "manual",
    });
    const type = answer.headers.get("Content-Type") ?? "";
    if (answer.ok && type.startsWith("application/json")) {
      const said = await answer.json();
      if (said.minka === "kept" || said.minka === "filed") return { state: said.minka, next: said.next };
    }
    return { state: [403, 404, 409, 413, 422].includes(answer.status) ? "refused" : "away" };
  } catch {
    return { state: "away" };
  }
}

export class MinkaOutbox extends HTMLElement {
  connectedCallback() {
    if (!("serviceWorker" in navigator) || !globalThis.indexedDB) return;
    navigator.serviceWorker.register(this.dataset.worker, { scope: this.dataset.scope }).catch(() => {});
    this.back = () => this.empty();
    addEventListener("online", this.back);
    this.empty();
  }

  disconnectedCallback() {
    removeEventListener("online", this.back);
  }

  /** Send what waits, in order; stop at the first that does not arrive or is refused. */
  async empty() {
    const waiting = await stored("readonly", (store) => store.getAll()).catch(() => []);
    let last;
    while (waiting.length) {
      last = await send(waiting[0]);
      if (last.state === "away" || last.state === "refused") break;
      await stored("readwrite", (store) => store.delete(waiting[0].id));
      waiting.shift();
    }
    this.show(waiting, last);
  }

  /** @param {{id: number, url: string}[]} waiting */
  show(waiting, last) {
    this.hidden = !waiting.length && !last;
    if (this.hidden) return;
    const words = this.querySelector("[role=status]");
    const links = this.querySelector(".outbox__links");
    links.replaceChildren();
    if (!waiting.length) {
      words.textContent = last.state === "filed" ? this.dataset.sent : this.dataset.kept;
      if (last.next) links.append(this.link(last.next, this.dataset.look));
    } else if (last?.state === "refused") {
      words.textContent = this.dataset.refused;
      links.append(this.link(waiting[0].url, this.dataset.look), " ", this.forget(waiting[0].id));
    } else {
      words.textContent = (waiting.length === 1 ? this.dataset.one : this.dataset.many).replace("{n}", waiting.length);
    }
  }

  /** @param {string} href @param {string} words */
  link(href, words) {
    return Object.assign(document.createElement("a"), { href, textContent: words });
  }

  /** A refused answer is typed again on its page; only then may the one on the phone go. @param {number} id */
  forget(id) {
    const button = Object.assign(document.createElement("button"), { type: "button", className: "button" });
    button.dataset.kind = "quiet";
    button.textContent = this.dataset.forget;
    button.addEventListener("click", async () => {
      await stored("readwrite", (store) => store.delete(id));
      this.empty();
    });
    return button;
  }
}

customElements.define("minka-outbox", MinkaOutbox);
