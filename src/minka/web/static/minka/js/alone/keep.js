/**
 * Keeps a whole service on the phone while there is a network, and takes it off again. Joined after `store.js`.
 *
 *     <minka-keep data-kit="/…/telefono.json" data-base="/…/" data-mark="…" data-ready="… {kb} kB …" … hidden>
 *       <label data-audio><input type="checkbox"></label> <p role="status"></p>
 *       <button name="keep"></button><button name="drop"></button></minka-keep>
 */

export class MinkaKeep extends HTMLElement {
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

  /** Put every page and all that it is drawn with on the phone. @returns {Promise<number>} bytes */
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
