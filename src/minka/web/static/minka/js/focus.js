/**
 * Moves the reader to the summary of errors, as a page that comes back with errors should.
 * Markup: `<div class="error-summary" tabindex="-1" data-focus>`.
 */
const summary = globalThis.document?.querySelector("[data-focus]");
if (summary instanceof HTMLElement) summary.focus();
