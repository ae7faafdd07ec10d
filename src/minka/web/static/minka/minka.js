{
class MinkaCode extends HTMLElement {
connectedCallback() {
const code = location.hash.slice(1);
const input = this.querySelector("textarea, input[name=code]");
if (!input || !/^([a-z]{4}-[a-z]{4}-[a-z]{4}-\d{3}|MINKA1\.[\w-]+\.[\w-]+)$/.test(code)) return;
input.value = code;
history.replaceState(null, "", location.pathname);
}
}
customElements.define("minka-code", MinkaCode);
}
{
class MinkaCopy extends HTMLElement {
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
}
{
function lengthAsSent(text) {
return [...text.replace(/\r?\n/g, "\r\n")].length;
}
function countWords(length, most, words) {
const over = length > most;
const number = String(Math.abs(most - length));
return { over, words: (over ? words.over : words.left).replace("{n}", number) };
}
class MinkaCounter extends HTMLElement {
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
announce(over) {
clearTimeout(this.waiting);
this.waiting = setTimeout(() => this.setAttribute("aria-live", over ? "polite" : "off"), 600);
}
}
customElements.define("minka-counter", MinkaCounter);
}
{
const PREFIX = "minka-draft:";
const SKIPPED = new Set(["hidden", "password", "file", "submit", "button", "reset"]);
function isKept(control) {
return Boolean(control.name) && !SKIPPED.has(control.type) && !("private" in (control.dataset ?? {}));
}
function readDraft(controls) {
const pairs = [];
for (const control of controls) {
if (!isKept(control)) continue;
if (["checkbox", "radio"].includes(control.type) && !control.checked) continue;
if (control.value) pairs.push([control.name, control.value]);
}
return pairs;
}
function restoreDraft(controls, pairs) {
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
function clearDrafts(storage, key) {
for (const name of Object.keys(storage)) {
if (name === PREFIX + key || (key === "all" && name.startsWith(PREFIX))) storage.removeItem(name);
}
}
class MinkaDraft extends HTMLElement {
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
}
{
const summary = globalThis.document?.querySelector("[data-focus]");
if (summary instanceof HTMLElement) summary.focus();
}
{
function nextRow(key, current, count) {
if (key === "j") return Math.min(current + 1, count - 1);
if (key === "k") return Math.max(current - 1, 0);
return current;
}
class MinkaKeys extends HTMLElement {
connectedCallback() {
this.press = (event) => this.answer(event);
document.addEventListener("keydown", this.press);
}
disconnectedCallback() {
document.removeEventListener("keydown", this.press);
}
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
go(row) {
if (!row) return;
row.tabIndex = -1;
row.focus();
row.scrollIntoView({ block: "nearest" });
}
}
customElements.define("minka-keys", MinkaKeys);
}
{
const PATIENCE = 15000;
function makeGate(now) {
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
class MinkaOnce extends HTMLElement {
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
}
{
const LONGEST = 1600;
const QUALITY = 0.82;
function fitWithin(width, height, longest) {
const scale = Math.min(1, longest / Math.max(width, height));
return { width: Math.round(width * scale), height: Math.round(height * scale) };
}
function jpegName(name) {
return `${name.replace(/\.[^.]*$/, "") || "foto"}.jpg`;
}
async function shrink(file) {
const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
const size = fitWithin(picture.width, picture.height, LONGEST);
const canvas = Object.assign(document.createElement("canvas"), size);
canvas.getContext("2d").drawImage(picture, 0, 0, size.width, size.height);
const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
return blob ? new File([blob], jpegName(file.name), { type: "image/jpeg" }) : file;
}
class MinkaPhoto extends HTMLElement {
connectedCallback() {
this.input = this.querySelector("input[type=file]");
this.change = () => this.take();
this.input?.addEventListener("change", this.change);
}
disconnectedCallback() {
this.input?.removeEventListener("change", this.change);
this.forget();
}
async take() {
this.forget();
const [file] = this.input.files;
if (!file?.type.startsWith("image/")) return;
const small = await shrink(file).catch(() => file);
if (this.input.files[0] !== file) return;
if (small !== file) {
const carrier = new DataTransfer();
carrier.items.add(small);
this.input.files = carrier.files;
}
this.show(small);
}
show(file) {
this.address = URL.createObjectURL(file);
const picture = Object.assign(new Image(), { src: this.address, alt: this.dataset.alt ?? "" });
picture.addEventListener("error", () => picture.remove());
const words = document.createElement("p");
words.setAttribute("role", "status");
words.textContent = (this.dataset.ready ?? "").replace("{kb}", String(Math.ceil(file.size / 1024)));
const remove = Object.assign(document.createElement("button"), { type: "button", className: "button" });
remove.dataset.kind = "secondary";
remove.textContent = this.dataset.remove ?? "";
remove.addEventListener("click", () => {
this.input.value = "";
this.forget();
this.input.focus();
});
this.shown = [picture, words, remove];
this.append(...this.shown);
}
forget() {
for (const node of this.shown ?? []) node.remove();
this.shown = [];
if (this.address) URL.revokeObjectURL(this.address);
}
}
customElements.define("minka-photo", MinkaPhoto);
}
{
const UNREAD = 400;
function buttonOf(key, count) {
const place = /^[1-9]$/.test(key) ? Number(key) - 1 : -1;
return place < count ? place : -1;
}
function isTooSoon(arrived, now) {
return now - arrived < UNREAD;
}
class MinkaVote extends HTMLElement {
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
read() {
const words = this.querySelector("[tabindex]");
words?.focus({ preventScroll: true });
if (words && words.getBoundingClientRect().top < 0) this.closest(".vote")?.scrollIntoView();
}
check(event) {
if (!isTooSoon(this.arrived, performance.now())) return;
event.preventDefault();
event.stopImmediatePropagation();
}
answer(event) {
if (event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
const buttons = [...this.querySelectorAll("button[name=value]")];
buttons[buttonOf(event.key, buttons.length)]?.click();
}
}
customElements.define("minka-vote", MinkaVote);
}
{
class MinkaWayBack extends HTMLElement {
connectedCallback() {
const href = this.getAttribute("href");
if (href) history.replaceState(history.state, "", href);
}
}
customElements.define("minka-way-back", MinkaWayBack);
}
