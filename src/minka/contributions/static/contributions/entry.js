/**
 * Lets the keyboard alone fill in the entry desk. Without it the form works as any form does.
 *
 *   <minka-entry><form>… <span data-keys hidden>…</span> <button>…</button></form></minka-entry>
 *
 * Enter goes on to the next field, also after a scanner that ends with Enter; in the last one it makes a new line.
 * Control and Enter save from anywhere. Choosing a date or a language stays the browser's own.
 */
class Entry extends HTMLElement {
  connectedCallback() {
    this.addEventListener("keydown", this.#press);
    for (const help of this.querySelectorAll("[data-keys]")) help.hidden = false;
  }

  disconnectedCallback() {
    this.removeEventListener("keydown", this.#press);
  }

  /** @param {KeyboardEvent} event */
  #press = (event) => {
    if (event.key !== "Enter" || event.isComposing) return;
    const form = this.querySelector("form");
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      form?.requestSubmit();
      return;
    }
    const field = /** @type {HTMLElement} */ (event.target);
    if (!field.matches("input, select")) return;
    event.preventDefault();
    const fields = [...this.querySelectorAll("input:not([type=hidden]), select, textarea")];
    /** @type {HTMLElement | undefined} */ (fields[fields.indexOf(field) + 1])?.focus();
  };
}

customElements.define("minka-entry", Entry);
