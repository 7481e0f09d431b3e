// A page that came back with errors begins at their list; a link of the list moves to its box.

export function startErrors() {
  const summary = document.querySelector("[data-error-summary]");
  if (!summary) return;
  summary.focus();
  summary.addEventListener("click", (event) => {
    const link = event.target.closest("a[href^='#']");
    const box = link && document.getElementById(link.hash.slice(1));
    if (!box) return;
    event.preventDefault();
    box.focus();
    (box.closest(".field, fieldset") ?? box).scrollIntoView({ block: "start" });
  });
}
