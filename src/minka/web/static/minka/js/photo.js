/**
 * Makes a photo small before it travels, shows it, and lets it be taken out again. A photo that the browser cannot
 * read goes as it is, and the server decides.
 *
 *     <minka-photo data-ready="Foto lista: {kb} kB" data-remove="Quitar la foto" data-alt="Vista previa de tu foto">
 *       <input type="file" accept="image/*" name="photo"></minka-photo>
 */

const LONGEST = 1600;
const QUALITY = 0.82;

/**
 * Fit a picture into a square without enlarging it.
 * @param {number} width
 * @param {number} height
 * @param {number} longest
 * @returns {{width: number, height: number}}
 */
export function fitWithin(width, height, longest) {
  const scale = Math.min(1, longest / Math.max(width, height));
  return { width: Math.round(width * scale), height: Math.round(height * scale) };
}

/**
 * @param {string} name
 * @returns {string} the name as a JPEG's
 */
export function jpegName(name) {
  return `${name.replace(/\.[^.]*$/, "") || "foto"}.jpg`;
}

/**
 * Draw anew: smaller, upright, and without the place and the camera that the file may tell.
 * @param {File} file
 * @returns {Promise<File>}
 */
async function shrink(file) {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const size = fitWithin(picture.width, picture.height, LONGEST);
  const canvas = Object.assign(document.createElement("canvas"), size);
  canvas.getContext("2d").drawImage(picture, 0, 0, size.width, size.height);
  const blob = await new Promise((done) => canvas.toBlob(done, "image/jpeg", QUALITY));
  return blob ? new File([blob], jpegName(file.name), { type: "image/jpeg" }) : file;
}

export class MinkaPhoto extends HTMLElement {
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

  /** @param {File} file */
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
