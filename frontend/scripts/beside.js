// The card beside a queue shows the row that is chosen: by the keyboard, by a click or by the pointer over it.

export function startBeside() {
  const place = document.querySelector("[data-beside]");
  if (!place) return;
  const show = (event) => {
    const row = event.target.closest("[data-row]");
    const card = row && place.querySelector(`[data-beside-of="${CSS.escape(row.dataset.row)}"]`);
    if (!card || !card.hidden) return;
    for (const other of place.children) other.hidden = other !== card;
  };
  for (const kind of ["focusin", "click", "pointerover"]) document.addEventListener(kind, show);
}
