/**
 * Says how many characters are left. Without it the page says the limit, and the server checks it.
 *
 *     <minka-counter data-for="id_text" data-max="2000" data-left="Te quedan {n} caracteres"
 *       data-over="Te pasaste por {n} caracteres">Hasta 2000 caracteres</minka-counter>
 */

/**
 * Count as the server will: code points, and two for each new line, because forms send it as two.
 * @param {string} text
 * @returns {number}
 */
export function lengthAsSent(text) {
  return [...text.replace(/\r?\n/g, "\r\n")].length;
}

/**
 * @param {number} length
 * @param {number} most
 * @param {{left: string, over: string}} words
 * @returns {{over: boolean, words: string}}
 */
export function countWords(length, most, words) {
  const over = length > most;
  const number = String(Math.abs(most - length));
  return { over, words: (over ? words.over : words.left).replace("{n}", number) };
}

export class MinkaCounter extends HTMLElement {
  connectedCallback() {
    this.field = document.getElementById(this.dataset.for ?? "");
    this.show = () => this.update();
    this.field?.addEventListener("input", this.show);
    if (this.field?.value) this.update();
  }

  disconnectedCallback() {
    this.field?.removeEventListener("input", this.show);
    clearTimeout(this.waiting);
  }

  update() {
    const words = { left: this.dataset.left ?? "", over: this.dataset.over ?? "" };
    const count = countWords(lengthAsSent(this.field.value), Number(this.dataset.max), words);
    this.textContent = count.words;
    this.dataset.state = count.over ? "over" : "";
    this.announce(count.over);
  }

  /**
   * A reader by ear hears it once typing pauses, and only when the limit is passed.
   * @param {boolean} over
   */
  announce(over) {
    clearTimeout(this.waiting);
    this.waiting = setTimeout(() => this.setAttribute("aria-live", over ? "polite" : "off"), 600);
  }
}

customElements.define("minka-counter", MinkaCounter);
