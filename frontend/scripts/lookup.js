// A box with data-lookup="address" gets the list of places while its words are typed. The page draws the same list
// without a script after sending. The words go by POST, never in an address; an answer that came too late is let go.
// <input data-lookup="/places/" data-scope="lived"> <div data-lookup-listed> <p data-lookup-status role="status">

const PAUSE = 250;
const SHORTEST = 2;

function watch(box) {
  const form = box.closest("form");
  const status = form.querySelector("[data-lookup-status]");
  const oblast = form.elements.namedItem("oblast");
  let waiting = 0;
  let latest = 0;

  async function ask() {
    const mine = ++latest;
    if (box.value.trim().length < SHORTEST) return;
    const body = new URLSearchParams({
      town: box.value,
      oblast: oblast ? oblast.value : "",
      scope: box.dataset.scope,
      csrfmiddlewaretoken: form.elements.namedItem("csrfmiddlewaretoken").value,
    });
    const answer = await fetch(box.dataset.lookup, { method: "POST", body, redirect: "error" }).catch(() => null);
    if (!answer?.ok || mine !== latest) return;
    const page = new DOMParser().parseFromString(await answer.text(), "text/html");
    const listed = page.querySelector("[data-lookup-listed]");
    if (!listed || mine !== latest) return;
    form.querySelector("[data-lookup-listed]").replaceWith(listed);
    status.textContent = listed.dataset.words;
  }

  const later = () => {
    clearTimeout(waiting);
    waiting = setTimeout(ask, PAUSE);
  };
  box.addEventListener("input", later);
  oblast?.addEventListener("change", later);
}

export function startLookup() {
  for (const box of document.querySelectorAll("[data-lookup]")) watch(box);
}
