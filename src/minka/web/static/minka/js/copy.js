/**
 * Copies a text. It stays hidden where the browser cannot copy.
 *
 *     <minka-copy data-text="kudu yeme sife 311" data-done="Copiado" hidden>
 *       <button type="button">Copiar el código</button><span role="status"></span>
 *     </minka-copy>
 */
export class MinkaCopy extends HTMLElement {
  connectedCallback() {
    if (!navigator.clipboard) return;
    this.hidden = false;
    this.querySelector("button")?.addEventListener("click", () => this.copy());
  }

  async copy() {
    await navigator.clipboard.writeText(this.dataset.text ?? "");
    const status = this.querySelector("[role=status]");
    if (status) status.textContent = this.dataset.done ?? "";
  }
}

customElements.define("minka-copy", MinkaCopy);
