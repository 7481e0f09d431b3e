// What the signing form and the sealing form share: the key and its password, the busy button, the spoken status.

import { askToSignIn } from "../scripts/session.js";
import { openKeyFile } from "./key_file.js";
import { SENTENCES, Trouble } from "./sentences.js";

export class KeyForm {
  // `probe` is an address that answers only while the session lasts.
  constructor(form, names, probe) {
    this.form = form;
    this.probe = probe;
    this.keyInput = form.querySelector(names.key);
    this.passwordInput = form.querySelector(names.password);
    this.status = form.querySelector(names.status);
    this.button = form.querySelector("button[type=submit], button:not([type])");
    this.busy = false;
    // An input without a name is never sent with a form, whatever the page says.
    this.keyInput.removeAttribute("name");
    this.passwordInput.removeAttribute("name");
    this.passwordInput.autocomplete = "off";
    this.status.tabIndex = -1;
    if (!this.status.id) this.status.id = `key-status-${Math.random().toString(36).slice(2)}`;
  }

  say(sentence) {
    this.status.classList.remove("err");
    this.status.textContent = sentence;
  }

  // Shows a trouble and moves the focus to what has to be corrected; nothing in the form is lost.
  complain(sentence, field = "") {
    this.status.classList.add("err");
    this.status.textContent = sentence;
    const input = { key: this.keyInput, password: this.passwordInput }[field];
    if (!input) {
      this.status.focus();
      return;
    }
    input.closest(".field")?.classList.add("has-error");
    input.setAttribute("aria-invalid", "true");
    input.setAttribute("aria-describedby", joined(input.getAttribute("aria-describedby"), this.status.id));
    input.focus();
    if (input === this.passwordInput) input.select();
  }

  start() {
    this.busy = true;
    this.label = [...this.button.childNodes];
    this.button.textContent = SENTENCES.signing;
    this.button.setAttribute("aria-disabled", "true");
    this.form.setAttribute("aria-busy", "true");
    for (const input of [this.keyInput, this.passwordInput]) {
      input.removeAttribute("aria-invalid");
      input.closest(".field")?.classList.remove("has-error");
    }
  }

  stop() {
    this.busy = false;
    this.button.replaceChildren(...this.label);
    this.button.removeAttribute("aria-disabled");
    this.form.removeAttribute("aria-busy");
  }

  async openKey() {
    if (!globalThis.isSecureContext || !globalThis.crypto?.subtle) throw new Trouble("no_crypto");
    const file = this.keyInput.files[0];
    if (!file) throw new Trouble("no_key", "key");
    if (!this.passwordInput.value) throw new Trouble("no_password", "password");
    this.say(SENTENCES.reading_key);
    return openKeyFile(file, this.passwordInput.value);
  }

  forgetKey() {
    this.keyInput.value = "";
    this.passwordInput.value = "";
  }

  // Runs `work` once at a time and turns whatever goes wrong into a sentence.
  async run(work) {
    if (this.busy) return;
    this.start();
    try {
      await work();
    } catch (error) {
      this.stop();
      if (!(error instanceof Trouble)) this.complain(SENTENCES.unexpected);
      else if (error.code === "signed_out") this.waitForSignIn(error.sentence);
      else this.complain(error.sentence, error.field);
    }
  }

  // The page stays as it is; after a sign-in in another tab the same button is pressed for the person.
  waitForSignIn(sentence) {
    this.complain(sentence);
    askToSignIn(async () => {
      try {
        await ask(this.probe);
      } catch {
        return false;
      }
      this.button.click();
      return true;
    });
  }
}

// Asks our own server. A redirect to the sign-in page and a refusal without words both mean that the session
// is over; a refusal with words (JSON) is given back to be shown.
export async function ask(address, options = {}) {
  const answer = await fetch(address, {
    credentials: "same-origin",
    cache: "no-store",
    redirect: "manual",
    ...options,
  });
  const wordless = !(answer.headers.get("Content-Type") ?? "").includes("json");
  if (answer.type === "opaqueredirect" || answer.status === 401 || (answer.status === 403 && wordless)) {
    throw new Trouble("signed_out");
  }
  return answer;
}

function joined(existing, id) {
  const words = (existing ?? "").split(/\s+/).filter((word) => word && word !== id);
  return [id, ...words].join(" ");
}
