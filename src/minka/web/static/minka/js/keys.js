/**
 * Moves through the rows of a desk table: j and k go down and up, x chooses, Enter opens. Typing in a field is left alone.
 *
 *     <minka-keys>{% table … %}<tbody><tr><td><input type="checkbox" data-row></td><td><a href="…">…</a></td></tr>…</minka-keys>
 */

/**
 * Say which row is next.
 * @param {string} key
 * @param {number} current -1 when none has the focus
 * @param {number} count
 * @returns {number}
 */
export function nextRow(key, current, count) {
  if (key === "j") return Math.min(current + 1, count - 1);
  if (key === "k") return Math.max(current - 1, 0);
  return current;
}

export class MinkaKeys extends HTMLElement {
  connectedCallback() {
    this.press = (event) => this.answer(event);
    document.addEventListener("keydown", this.press);
  }

  disconnectedCallback() {
    document.removeEventListener("keydown", this.press);
  }

  /** @param {KeyboardEvent} event */
  answer(event) {
    const isTyping = event.target.closest("input:not([type=checkbox]), select, textarea, [contenteditable]");
    if (isTyping || event.ctrlKey || event.metaKey || event.altKey) return;
    const rows = [...this.querySelectorAll("tbody tr")];
    const current = rows.findIndex((row) => row.contains(document.activeElement));
    if (event.key === "j" || event.key === "k") this.go(rows[nextRow(event.key, current, rows.length)]);
    else if (event.key === "x") rows[current]?.querySelector("[data-row]")?.click();
    else if (event.key === "Enter" && rows[current] === document.activeElement) rows[current].querySelector("a")?.click();
    else return;
    event.preventDefault();
  }

  /** @param {HTMLElement | undefined} row */
  go(row) {
    if (!row) return;
    row.tabIndex = -1;
    row.focus();
    row.scrollIntoView({ block: "nearest" });
  }
}

customElements.define("minka-keys", MinkaKeys);
