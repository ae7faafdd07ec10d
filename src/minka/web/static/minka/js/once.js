/**
 * Sends a form once, however often the button is pressed. The server refuses doubles on its own; this spares the wait.
 * The button is never disabled: a disabled button loses its name and value, and with them what was meant.
 *
 *     <form …><minka-once> … <button>Enviar mi idea</button></minka-once></form>
 */

const PATIENCE = 15000;

/**
 * A gate that lets one through and opens again after a while, or when told.
 * @param {() => number} now
 * @returns {{enter: () => boolean, open: () => void}}
 */
export function makeGate(now) {
  let entered = Number.NEGATIVE_INFINITY;
  return {
    enter() {
      if (now() - entered < PATIENCE) return false;
      entered = now();
      return true;
    },
    open() {
      entered = Number.NEGATIVE_INFINITY;
    },
  };
}

export class MinkaOnce extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.gate = makeGate(() => performance.now());
    this.guard = (event) => this.send(event);
    this.back = () => this.release();
    this.form?.addEventListener("submit", this.guard);
    this.form?.addEventListener("htmx:finally:request", this.back);
    addEventListener("pageshow", this.back);
  }

  disconnectedCallback() {
    this.form?.removeEventListener("submit", this.guard);
    this.form?.removeEventListener("htmx:finally:request", this.back);
    removeEventListener("pageshow", this.back);
    clearTimeout(this.waiting);
  }

  /** @param {SubmitEvent} event */
  send(event) {
    if (!this.gate.enter()) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    event.submitter?.setAttribute("aria-disabled", "true");
    this.waiting = setTimeout(() => this.release(), PATIENCE);
  }

  release() {
    this.gate.open();
    for (const button of this.form?.querySelectorAll("[aria-disabled]") ?? []) button.removeAttribute("aria-disabled");
  }
}

customElements.define("minka-once", MinkaOnce);
