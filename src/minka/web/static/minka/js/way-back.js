/**
 * Gives a page that answers a form an address of its own in the history. Without it, going back to the page asks the
 * browser to send the form again, which it refuses with an error of its own that helps nobody.
 *
 *     <minka-way-back href="/…/nueva/"></minka-way-back>
 */

export class MinkaWayBack extends HTMLElement {
  connectedCallback() {
    const href = this.getAttribute("href");
    if (href) history.replaceState(history.state, "", href);
  }
}

customElements.define("minka-way-back", MinkaWayBack);
