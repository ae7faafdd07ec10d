/**
 * Votes by keyboard, and keeps a second press of a thumb from answering the statement that has just arrived.
 *
 *     <form …><minka-once><minka-vote><p class="vote__words" tabindex="-1">…</p>
 *       <button name="value" value="1">De acuerdo</button> …</minka-vote></minka-once></form>
 *
 * The keys 1, 2 and 3 press the buttons in their order while the focus is inside, and nowhere else.
 */

const UNREAD = 400;

/**
 * Which button a key presses.
 * @param {string} key
 * @param {number} count
 * @returns {number} -1 for none
 */
export function buttonOf(key, count) {
  const place = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
  return place < count ? place : -1;
}

/**
 * Whether a press comes too soon after the statement to be meant for it.
 * @param {number} arrived
 * @param {number} now
 * @returns {boolean}
 */
export function isTooSoon(arrived, now) {
  return now - arrived < UNREAD;
}

export class MinkaVote extends HTMLElement {
  static shown = false;

  connectedCallback() {
    this.form = this.closest("form");
    this.arrived = MinkaVote.shown ? performance.now() : Number.NEGATIVE_INFINITY;
    this.toggleAttribute("data-fresh", MinkaVote.shown);
    this.waiting = setTimeout(() => this.removeAttribute("data-fresh"), UNREAD);
    this.guard = (event) => this.check(event);
    this.press = (event) => this.answer(event);
    this.form?.addEventListener("submit", this.guard, true);
    this.addEventListener("keydown", this.press);
    if (MinkaVote.shown) this.read();
    MinkaVote.shown = true;
  }

  disconnectedCallback() {
    this.form?.removeEventListener("submit", this.guard, true);
    clearTimeout(this.waiting);
  }

  /** Leaves the buttons where the thumb found them, unless the statement would begin above the screen. */
  read() {
    const words = this.querySelector("[tabindex]");
    words?.focus({ preventScroll: true });
    if (words && words.getBoundingClientRect().top < 0) this.closest(".vote")?.scrollIntoView();
  }

  /** @param {SubmitEvent} event */
  check(event) {
    if (!isTooSoon(this.arrived, performance.now())) return;
    event.preventDefault();
    event.stopImmediatePropagation();
  }

  /** @param {KeyboardEvent} event */
  answer(event) {
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
    const buttons = [...this.querySelectorAll("button[name=value]")];
    buttons[buttonOf(event.key, buttons.length)]?.click();
  }
}

customElements.define("minka-vote", MinkaVote);
