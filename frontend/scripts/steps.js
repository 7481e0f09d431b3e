// A path of pages that are asked for by POST, so that no word of them stands in an address. The browser's own Back goes
// one page back, as the button of the page does, and never to «confirm sending the form again».
// data-steps: where Back leads from the first page.

export function startSteps() {
  const form = document.querySelector("form[data-steps]");
  if (!form) return;
  history.pushState(null, "");
  window.addEventListener("popstate", () => {
    const back = form.querySelector("button[name=back]");
    if (back) form.requestSubmit(back);
    else location.replace(form.dataset.steps);
  });
}
