/**
 * Tells what waits on this phone and sends it when there is a network. Nothing says that something was sent before the
 * server itself said so. The words come from the page of the worker, only when something waits.
 *
 *     <minka-outbox data-worker="/…/servicios/sin-conexion.js" data-scope="/…/servicios/" data-words="/…/sin-conexion/"
 *       data-mark="…" data-base="/…/servicios/feria/" hidden><p role="status"></p><p class="outbox__links"></p></minka-outbox>
 */

export class MinkaOutbox extends HTMLElement {
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

  /** «Terminar» wipes the phone: what waits is shown first, and without a network only the phone itself can be wiped. */
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

  /** What to say, and where that leads. */
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

  /** Put back what waits of this very page, with what the server said of it. */
  async refill() {
    const form = document.querySelector("main form[method=post] [name=seen]")?.form;
    const found = form && (await waitingFor(this.dataset.mark)).find((each) => isHere(each) && !asksForMore(each));
    if (!found?.fields) return;
    if (form.querySelector("minka-check")) await customElements.whenDefined("minka-check");
    const words = await wordsFrom(this.dataset.words);
    refilled(form, found, words);
  }
}

/** The page on which a form is corrected. */
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

/** The words of what waits: of this page if it has them, else of the worker's page, which every phone keeps. */
export async function wordsFrom(address) {
  const here = document.getElementById("outbox-words");
  if (here) return here.dataset;
  words_read ??= fetch(address).then((answer) => answer.text());
  const page = new DOMParser().parseFromString(await words_read.catch(() => ""), "text/html");
  return page.getElementById("outbox-words")?.dataset ?? {};
}

customElements.define("minka-outbox", MinkaOutbox);
