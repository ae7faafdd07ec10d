/**
 * Fills a field with the receipt code or the seal that stands after # in the address, where no server ever sees it, and
 * takes it out of the address. Without it the code is typed.
 *
 *     <minka-code><label for="c">Tu código</label><input id="c" name="code"></minka-code>
 */
export class MinkaCode extends HTMLElement {
  connectedCallback() {
    const code = location.hash.slice(1);
    const input = this.querySelector("textarea, input[name=code]");
    if (!input || !/^([a-z]{4}-[a-z]{4}-[a-z]{4}-\d{3}|MINKA1\.[\w-]+\.[\w-]+)$/.test(code)) return;
    input.value = code;
    history.replaceState(null, "", location.pathname);
  }
}

customElements.define("minka-code", MinkaCode);
