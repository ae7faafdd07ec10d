{
const summary = globalThis.document?.querySelector("[data-focus]");
if (summary instanceof HTMLElement) summary.focus();
}
