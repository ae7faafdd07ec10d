/**
 * Keeps what is typed in a form until it is sent: an expired session, a closed phase or the back button lose nothing.
 * It is kept for this tab only, because a phone is often shared.
 *
 *     <form …> … <minka-draft data-key="agua" data-restored="Recuperamos …" data-discard="Empezar de nuevo"></minka-draft></form>
 *     <minka-draft data-clear="agua"></minka-draft>      on the receipt page: it was received, forget it
 *     <form …><minka-draft data-clear="all"></minka-draft></form>     in “terminar”: forget everything on sending
 */

export const PREFIX = "minka-draft:";
const SKIPPED = new Set(["hidden", "password", "file", "submit", "button", "reset"]);

/**
 * Whether a control holds something that a person typed or chose and that may be kept.
 * @param {{type: string, name: string, dataset?: DOMStringMap}} control
 * @returns {boolean}
 */
export function isKept(control) {
  return Boolean(control.name) && !SKIPPED.has(control.type) && !("private" in (control.dataset ?? {}));
}

/**
 * Read a form as pairs of name and value; a choice that is not taken leaves no pair.
 * @param {Iterable<any>} controls
 * @returns {[string, string][]}
 */
export function readDraft(controls) {
  const pairs = [];
  for (const control of controls) {
    if (!isKept(control)) continue;
    if (["checkbox", "radio"].includes(control.type) && !control.checked) continue;
    if (control.value) pairs.push([control.name, control.value]);
  }
  return pairs;
}

/**
 * Put kept pairs back where the page came empty. What the server filled in wins: it is newer.
 * @param {Iterable<any>} controls
 * @param {[string, string][]} pairs
 * @returns {number} how many controls changed
 */
export function restoreDraft(controls, pairs) {
  let changed = 0;
  for (const control of controls) {
    if (!isKept(control)) continue;
    const values = pairs.filter(([name]) => name === control.name).map(([, value]) => value);
    const isChoice = ["checkbox", "radio"].includes(control.type);
    if (isChoice && values.includes(control.value) && !control.checked) {
      control.checked = true;
      changed += 1;
    } else if (!isChoice && values.length && !control.value) {
      control.value = values[0];
      changed += 1;
    }
  }
  return changed;
}

/**
 * @param {Storage} storage
 * @param {string} key a form's key, or "all"
 */
export function clearDrafts(storage, key) {
  for (const name of Object.keys(storage)) {
    if (name === PREFIX + key || (key === "all" && name.startsWith(PREFIX))) storage.removeItem(name);
  }
}

export class MinkaDraft extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    if (this.dataset.clear) {
      const clear = () => clearDrafts(sessionStorage, this.dataset.clear);
      if (this.form) this.form.addEventListener("submit", clear);
      else clear();
      return;
    }
    if (!this.form) return;
    this.key = PREFIX + this.dataset.key;
    this.keep = () => sessionStorage.setItem(this.key, JSON.stringify(readDraft(this.form.elements)));
    this.form.addEventListener("input", this.keep);
    this.restore();
  }

  disconnectedCallback() {
    this.form?.removeEventListener("input", this.keep);
  }

  restore() {
    const kept = sessionStorage.getItem(this.key);
    if (!kept || !restoreDraft(this.form.elements, JSON.parse(kept))) return;
    this.form.dispatchEvent(new Event("input", { bubbles: true }));
    for (const control of this.form.querySelectorAll("textarea")) control.dispatchEvent(new Event("input"));
    this.say();
  }

  /** Tell what came back, and offer to begin anew. */
  say() {
    const words = document.createElement("p");
    words.setAttribute("role", "status");
    words.textContent = `${this.dataset.restored} `;
    const discard = document.createElement("button");
    discard.type = "button";
    discard.className = "button";
    discard.dataset.kind = "quiet";
    discard.textContent = this.dataset.discard ?? "";
    discard.addEventListener("click", () => {
      sessionStorage.removeItem(this.key);
      this.form.reset();
      this.replaceChildren();
    });
    this.replaceChildren(words, discard);
  }
}

customElements.define("minka-draft", MinkaDraft);
