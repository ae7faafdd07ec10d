/**
 * Lists what waits on the phone, page by page, and what is still to be filled in. Nothing in it was sent.
 *
 *     <minka-unsent data-base="/…/servicios/feria/" data-mark="…" data-words="/…/sin-conexion/"></minka-unsent>
 *     <template id="unsent-part">…</template> <template id="unsent-drop">…<button name="drop"></button></template>
 */

export class MinkaUnsent extends HTMLElement {
  connectedCallback() {
    this.again = () => this.draw();
    addEventListener("minka-outbox", this.again);
    this.draw();
  }

  disconnectedCallback() {
    removeEventListener("minka-outbox", this.again);
  }

  async draw() {
    const { base, mark, words: address } = this.dataset;
    const [kit, words, waiting] = [await kitOf(base), await wordsFrom(address), await waitingFor(mark)];
    const isTold = (entry) => !kit || entry.refused || toldOf(entry, kit, words).length;
    const parts = waiting.filter(isTold).map((entry) => this.part(entry, kit, words));
    const lead = paragraph(waiting.length ? words.lead : words.nothing);
    lead.className = "lead";
    this.replaceChildren(lead, ...parts);
    if (kit) this.append(this.standing(kit, waiting, words));
    if (waiting.length) this.append(this.drop(base));
  }

  part(entry, kit, words) {
    const drawn = document.getElementById("unsent-part").content.cloneNode(true);
    const place = placeOf(entry.path ?? "");
    drawn.querySelector("h2").textContent = kit?.titles[place?.page] ?? place?.page ?? "";
    Object.assign(drawn.querySelector("a"), { href: pageOf(entry), textContent: words.change });
    const list = drawn.querySelector("dl");
    for (const [name, told] of kit ? toldOf(entry, kit, words) : []) list.append(pair(name, told));
    for (const { words: told } of entry.refused ?? []) {
      list.before(Object.assign(document.createElement("p"), { className: "field__error", textContent: told }));
    }
    return drawn;
  }

  /** The first page that is not filled in yet, or that all are. */
  standing(kit, waiting, words) {
    const plan = dated(kit.plan);
    const { next, pages } = journey(plan, withWaiting({ ...kit, plan }, waiting));
    if (next?.exit) return paragraph("");
    if (next) {
      const told = paragraph(`${words.missing} `);
      told.append(link(`${kit.base}paso/${next.id}/`, kit.titles[next.id]));
      return told;
    }
    if (waiting.length) return note(pages.length ? words.complete : "");
    const on = paragraph("");
    on.append(link(`${kit.base}revisar/`, words.check));
    return on;
  }

  drop(base) {
    const drawn = document.getElementById("unsent-drop").content.cloneNode(true);
    drawn.querySelector("button").addEventListener("click", async () => {
      await forget(base, { all: true });
      await this.draw();
    });
    return drawn;
  }
}

function paragraph(words) {
  return Object.assign(document.createElement("p"), { textContent: words });
}

function pair(name, told) {
  const drawn = document.createElement("div");
  drawn.append(Object.assign(document.createElement("dt"), { textContent: name }));
  drawn.append(Object.assign(document.createElement("dd"), { textContent: told }));
  return drawn;
}

customElements.define("minka-unsent", MinkaUnsent);
