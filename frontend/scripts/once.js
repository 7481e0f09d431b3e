// A form is sent once: a second press of a slow button does nothing. It takes the token of the session that is there
// now: the reader may have signed in again in another tab.
import { freshToken } from "./session.js";

const WAIT = 1000;

export function startOnce() {
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.method !== "post" || form.hasAttribute("data-sign") || form.hasAttribute("data-seal")) return;
    if (form.dataset.sending) {
      event.preventDefault();
      event.stopImmediatePropagation();
      return;
    }
    form.dataset.sending = "yes";
    freshToken();
    const button = event.submitter;
    setTimeout(() => form.dataset.sending && button?.setAttribute("aria-busy", "true"), WAIT);
    form.addEventListener("once:release", () => release(form, button), { once: true });
  }, true);
  // A page that comes back from the browser's memory may be sent again.
  window.addEventListener("pageshow", (event) => {
    if (event.persisted) for (const form of document.forms) release(form, form.querySelector("[aria-busy]"));
  });
}

function release(form, button) {
  delete form.dataset.sending;
  button?.removeAttribute("aria-busy");
}
