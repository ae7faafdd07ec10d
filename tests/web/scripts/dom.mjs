// What the modules need of a browser in order to be loaded at all.
import { readFileSync } from "node:fs";

globalThis.HTMLElement ??= class {};
globalThis.customElements ??= { define() {} };

/** Load a module of the product by name: its file ends in .js, which Node takes for the older kind. */
globalThis.load = (name) => {
  const source = readFileSync(`${process.env.MINKA_SCRIPTS}/${name}.js`, "utf-8");
  return import(`data:text/javascript,${encodeURIComponent(source)}`);
};
