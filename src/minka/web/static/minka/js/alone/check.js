/**
 * Tells on a page of a service what the server would say, before it is sent: shows the questions that follow from an
 * answer, says what is wrong on leaving a field, writes values as one types. It never stops anybody from sending.
 *
 *     <script type="application/json" id="page-check">{"questions": […], "texts": {…}, …}</script>
 *     <form><minka-check data-check="page-check"></minka-check>
 *       <fieldset data-follow="which" disabled hidden>…</fieldset> <output data-value="days"></output></form>
 */

const MORE = "Hay una pregunta más: {label}";

export class MinkaCheck extends HTMLElement {
  connectedCallback() {
    this.form = this.closest("form");
    this.check = JSON.parse(document.getElementById(this.dataset.check).textContent);
    this.left = new Set();
    this.status = Object.assign(document.createElement("p"), { className: "visually-hidden" });
    this.status.setAttribute("role", "status");
    this.append(this.status);
    if (!this.check.page) this.begin();
  }

  /** Begin to tell; on a page kept whole with the plan and the answers that wait on this phone. */
  begin(whole) {
    this.whole = whole;
    if (whole) this.check = dated(this.check, whole.plan.today);
    const refresh = () => this.refresh();
    this.listeners = [
      [this.form, "input", refresh],
      [this.form, "change", refresh],
      [this.form, "focusout", (event) => this.leave(event)],
      [window, "pageshow", refresh],
      [window, "pointerdown", () => (this.isPressed = true)],
      [window, "pointerup", () => this.release()],
      [window, "pointercancel", () => this.release()],
    ];
    for (const [where, name, listener] of this.listeners) where.addEventListener(name, listener);
    this.refresh();
  }

  disconnectedCallback() {
    for (const [where, name, listener] of this.listeners ?? []) where.removeEventListener(name, listener);
  }

  /** What is shown and what is wrong, by question; what is not at a question on the page is of the whole page. */
  get judged() {
    const found = judge(this.check, new FormData(this.form), this.whole);
    const wrong = new Map();
    for (const { question, words } of found.faults) {
      const at = found.seen[question] ? question : "";
      if (!wrong.has(at)) wrong.set(at, words);
    }
    return { ...found, wrong };
  }

  /** Show and hide, write values, and take back what is no longer wrong. */
  refresh() {
    let found = this.judged;
    while (this.follow(found.seen)) found = this.judged;
    for (const { id, type } of this.check.values ?? []) this.write(id, told(found.values[id], type, this.check));
    for (const id of this.left) if (this.has(id) && !found.wrong.has(id)) this.mark(id, "");
    if (!found.wrong.has("")) this.tellPage("");
  }

  /** Bring the questions in line with the answers. @returns {boolean} whether any changed */
  follow(seen) {
    let changed = false;
    for (const part of this.form.querySelectorAll("[data-follow]")) {
      const hides = seen[part.dataset.follow] !== true;
      if (part.hidden === hides) continue;
      changed = true;
      if (hides && part.contains(document.activeElement)) this.form.querySelector("[data-question] input")?.focus();
      part.hidden = part.disabled = hides;
      if (!hides && this.isReady) this.say((this.check.more ?? MORE).replace("{label}", labelOf(part)));
    }
    this.isReady = true;
    return changed;
  }

  /** On leaving a question that was answered, say what is wrong; under a finger nothing may move, so then after it. */
  leave(event) {
    const question = event.target.closest("[data-question]");
    if (!question || question.contains(event.relatedTarget)) return;
    this.left.add(question.dataset.question);
    if (!this.isPressed) this.tell();
  }

  release() {
    this.isPressed = false;
    setTimeout(() => this.tell());
  }

  /** Say what is wrong where somebody was, and what that makes wrong elsewhere. */
  tell() {
    const { wrong } = this.judged;
    for (const id of this.left) if (this.isAnswered(id) && !this.isIn(id)) this.mark(id, wrong.get(id) ?? "");
    this.tellPage(this.left.size ? (wrong.get("") ?? "") : "");
  }

  isIn(id) {
    return Boolean(this.field(id)?.contains(document.activeElement));
  }

  /** Say everything that keeps this page from being kept, as the server will. */
  tellAll() {
    const { wrong } = this.judged;
    for (const [id, words] of wrong) if (id) this.mark(id, words);
    this.left = new Set([...this.left, ...wrong.keys()]);
    this.tellPage(wrong.get("") ?? "");
  }

  /** A question that was passed is not wrong yet: it may be answered later. */
  isAnswered(id) {
    const question = this.check.questions.find((each) => each.id === id);
    const typed = question ? typedIn(question, new FormData(this.form)) : false;
    return typed !== false && !isBlank(typed);
  }

  field(id) {
    return this.form.querySelector(`[data-question="${id}"] .field`);
  }

  has(id) {
    return Boolean(this.field(id)?.querySelector(".field__error[data-here]"));
  }

  /** Put the words where the server puts them; none take them away, the server's own too. */
  mark(id, words) {
    const field = this.field(id);
    if (!field) return;
    if (words) this.left.add(id);
    const before = field.querySelector(".field__error");
    if (before?.querySelector("[data-words]")?.textContent === words) return;
    before?.remove();
    const controls = [...field.querySelectorAll("input, select, textarea")];
    const described = field.querySelector("fieldset") ?? controls[0];
    const error = `${controls[0].name}_error`;
    const others = (described.getAttribute("aria-describedby") ?? "").split(" ").filter((each) => each && !each.endsWith("_error"));
    const ids = words ? [error, ...others] : others;
    if (ids.length) described.setAttribute("aria-describedby", ids.join(" "));
    else described.removeAttribute("aria-describedby");
    field.toggleAttribute("data-invalid", Boolean(words));
    for (const control of controls) {
      if (words) control.setAttribute("aria-invalid", "true");
      else control.removeAttribute("aria-invalid");
    }
    if (!words) return;
    const told = this.error(words);
    told.id = error;
    const title = field.querySelector("legend, .field__label");
    if (title) (title.closest("h1") ?? title).after(told);
    else field.prepend(told);
    this.say(words);
  }

  error(words) {
    const told = Object.assign(document.createElement("p"), { className: "field__error", innerHTML: ERROR });
    told.dataset.here = "";
    told.querySelector("[data-words]").textContent = words;
    return told;
  }

  /** What is wrong with the page as a whole. */
  tellPage(words) {
    const before = this.querySelector(":scope > .field__error");
    if ((before?.querySelector("[data-words]").textContent ?? "") === words) return;
    before?.remove();
    if (!words) return;
    this.append(this.error(words));
    this.say(words);
  }

  write(id, words) {
    const output = this.form.querySelector(`[data-value="${id}"]`);
    if (!output || output.textContent === words) return;
    output.textContent = words;
    output.closest("[data-told]").hidden = !words;
  }

  say(words) {
    this.status.textContent = words;
  }
}

function labelOf(part) {
  const label = part.querySelector("legend, .field__label, label");
  return [...label.childNodes].filter((node) => node.nodeType === Node.TEXT_NODE).map((node) => node.data.trim()).join(" ");
}

customElements.define("minka-check", MinkaCheck);
