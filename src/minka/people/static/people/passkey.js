// <minka-passkey data-mode="login|create|get" data-source="id of a json_script" data-failed="words" hidden>
//   <form method="post" action="…"> <input type="hidden" name="credential"> <button>…</button> </form>
//   <p role="status"></p>
// </minka-passkey>
// Asks the phone for a passkey when the button is pressed and sends what it answers with the form around it.
// "login" fetches its question from the form's address; the others find it in the page.

/** @param {string} text @returns {ArrayBuffer} */
export function fromBase64url(text) {
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  return Uint8Array.from(binary, (character) => character.charCodeAt(0)).buffer;
}

/** @param {ArrayBuffer} buffer @returns {string} */
export function toBase64url(buffer) {
  const binary = String.fromCharCode(...new Uint8Array(buffer));
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/** Turn the server's question into what the browser asks for: its texts become bytes. */
export function question(options) {
  const asked = structuredClone(options.publicKey);
  asked.challenge = fromBase64url(asked.challenge);
  if (asked.user) asked.user.id = fromBase64url(asked.user.id);
  for (const list of [asked.excludeCredentials, asked.allowCredentials]) {
    for (const known of list ?? []) known.id = fromBase64url(known.id);
  }
  return asked;
}

/** Turn the phone's answer into text the server reads. */
export function answer(credential) {
  const response = {};
  for (const name of ["attestationObject", "clientDataJSON", "authenticatorData", "signature", "userHandle"]) {
    if (credential.response[name]) response[name] = toBase64url(credential.response[name]);
  }
  if (credential.response.getTransports) response.transports = credential.response.getTransports();
  return {
    id: credential.id,
    rawId: toBase64url(credential.rawId),
    type: credential.type,
    response,
    clientExtensionResults: credential.getClientExtensionResults(),
  };
}

class Passkey extends (globalThis.HTMLElement ?? Object) {
  connectedCallback() {
    if (!globalThis.PublicKeyCredential) return;
    this.hidden = false;
    this.listener = (event) => this.ask(event);
    this.addEventListener("submit", this.listener, { capture: true });
  }

  disconnectedCallback() {
    this.removeEventListener("submit", this.listener, { capture: true });
  }

  async ask(event) {
    event.preventDefault();
    event.stopImmediatePropagation();
    const form = event.target;
    try {
      form.elements.credential.value = JSON.stringify(answer(await this.credential(form)));
      form.submit();
    } catch (refusal) {
      this.querySelector("[role=status]").textContent = this.dataset.failed;
      console.info("passkey", refusal.name);
    }
  }

  async credential(form) {
    if (this.dataset.mode === "create") {
      const publicKey = question(this.data().creation_options);
      const alone = form.elements.passwordless?.checked ?? true;
      const chosen = { ...publicKey.authenticatorSelection, residentKey: alone ? "required" : "discouraged" };
      if (alone) chosen.userVerification = "required";
      chosen.requireResidentKey = alone;
      return navigator.credentials.create({ publicKey: { ...publicKey, authenticatorSelection: chosen } });
    }
    const options = this.dataset.mode === "login" ? await this.fetched(form.action) : this.data().request_options;
    return navigator.credentials.get({ publicKey: question(options) });
  }

  data() {
    return JSON.parse(document.getElementById(this.dataset.source).textContent);
  }

  async fetched(address) {
    const response = await fetch(address, { headers: { Accept: "application/json" } });
    return (await response.json()).request_options;
  }
}

globalThis.customElements?.define("minka-passkey", Passkey);
