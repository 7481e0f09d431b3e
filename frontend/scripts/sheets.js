// A sheet with a search is opened to be typed into.

export function startSheets() {
  for (const sheet of document.querySelectorAll("form[popover]"))
    sheet.addEventListener("toggle", (event) => {
      if (event.newState === "open") sheet.querySelector("input[type=search]")?.focus();
    });
}
