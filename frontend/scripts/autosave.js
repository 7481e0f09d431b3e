// A form with data-autosave="address" is saved in the background after every pause in typing.
// The server answers {"saved_at": "14:32", "version": 7} (and a "notice" where saving undid something), 401 when the session has ended, or 409 with a sentence
// when another tab or device changed the same thing. Nothing is kept in the browser.
import { askToSignIn, freshToken } from "./session.js";

const PAUSE = 1200;
const LATE = 15000;

function say(form, words, trouble) {
  const place = form.querySelector("[data-autosave-status]") ?? document.querySelector("[data-autosave-status]");
  if (!place || place.textContent === words) return;
  place.setAttribute("role", trouble ? "alert" : "status");
  place.classList.toggle("err", trouble);
  place.textContent = words;
}

function answersOf(form) {
  const data = new FormData(form);
  for (const [name, value] of [...data]) if (value instanceof File) data.delete(name);
  return data;
}

async function save(form) {
  freshToken();
  const answer = await fetch(form.dataset.autosave, {
    method: "POST",
    body: new URLSearchParams(answersOf(form)),
    headers: { Accept: "application/json", "X-Requested-With": "autosave" },
    redirect: "error",
    signal: AbortSignal.timeout(LATE),
  });
  if (answer.status === 401 || answer.status === 403) return "signed out";
  if (answer.status === 409) {
    const { sentence } = await answer.json();
    say(form, sentence, true);
    return "stale";
  }
  if (!answer.ok) throw new Error(String(answer.status));
  const { saved_at: savedAt, version, notice } = await answer.json();
  const seen = form.elements.namedItem("version");
  if (seen && version !== undefined) seen.value = version;
  say(form, notice ? `Збережено о ${savedAt}. ${notice}` : `Збережено о ${savedAt}`, Boolean(notice));
  return "saved";
}

function watch(form) {
  let timer = 0;
  let dirty = false;
  let leaving = false;
  const lost = () =>
    say(form, "Немає зв’язку. Не закривайте сторінку: відповіді на ній лишаються, надішлемо, щойно зв’язок з’явиться.", true);
  const attempt = async () => {
    try {
      const outcome = await save(form);
      if (outcome === "saved") dirty = false;
      return outcome;
    } catch {
      lost();
      return "lost";
    }
  };
  const soon = () => {
    dirty = true;
    clearTimeout(timer);
    timer = setTimeout(async () => {
      if ((await attempt()) === "signed out") askToSignIn(async () => (await attempt()) === "saved");
    }, PAUSE);
  };
  form.addEventListener("input", soon);
  form.addEventListener("change", soon);
  window.addEventListener("online", () => dirty && soon());
  window.addEventListener("beforeunload", (event) => {
    if (dirty && !leaving) event.preventDefault();
  });
  form.addEventListener("submit", async (event) => {
    if (event.submitter?.hasAttribute("data-plain")) {
      leaving = true;
      return;
    }
    event.preventDefault();
    clearTimeout(timer);
    const leave = () => {
      leaving = true;
      const button = event.submitter;
      if (button?.name) {
        const copy = Object.assign(document.createElement("input"), { type: "hidden", name: button.name, value: button.value });
        form.append(copy);
      }
      form.submit();
    };
    const outcome = await attempt();
    // The server shows a stale page again with everything that was typed.
    if (outcome === "saved" || outcome === "stale") leave();
    else {
      form.dispatchEvent(new CustomEvent("once:release"));
      if (outcome === "signed out")
        askToSignIn(async () => {
          if ((await attempt()) !== "saved") return false;
          leave();
          return true;
        });
    }
  });
}

export function startAutosave() {
  for (const form of document.querySelectorAll("form[data-autosave]")) watch(form);
}
