// Keys of staff pages. They act by the physical key, so they work with the Ukrainian layout, and never in a field.
// data-key="KeyN" data-key-words="нова заява" on a link or a button. A link is followed; a button is only
// focused, so that a key alone never decides anything. Rows: [data-rows] > tr with a link and maybe a checkbox.

const OFF = "keys-off";
const NAMES = { Slash: "/", BracketLeft: "[", BracketRight: "]", Enter: "Enter", Comma: "<", Period: ">" };
const nameOf = (code) => NAMES[code] ?? code.replace(/^(Key|Digit)/, "");

const stored = () => {
  try {
    return localStorage.getItem(OFF) === "yes";
  } catch {
    return false;
  }
};

const inField = (target) => target.closest("input:not([type=checkbox], [type=radio]), select, textarea, [contenteditable], dialog");

function rowsOf() {
  return [...document.querySelectorAll("[data-rows] > tr")];
}

function step(by) {
  const rows = rowsOf();
  if (rows.length === 0) return;
  const now = rows.findIndex((row) => row.classList.contains("sel"));
  const next = rows[Math.min(Math.max(now + by, 0), rows.length - 1)];
  for (const row of rows) row.classList.toggle("sel", row === next);
  next.querySelector("a[href]")?.focus();
  next.scrollIntoView({ block: "nearest" });
}

function select() {
  const box = rowsOf()
    .find((row) => row.classList.contains("sel"))
    ?.querySelector("input[type=checkbox]");
  box?.click();
}

function act(element) {
  if (element.matches("a[href]")) element.click();
  else {
    element.focus();
    element.scrollIntoView({ block: "nearest" });
  }
}

function makeList(dialog) {
  const known = [["?", "цей перелік"]];
  if (document.querySelector("[data-search]")) known.push(["/", "пошук"]);
  if (rowsOf().length) known.push(["J", "наступний рядок"], ["K", "попередній рядок"], ["X", "вибрати рядок"], ["Enter", "відкрити"]);
  for (const element of document.querySelectorAll("[data-key]"))
    known.push([nameOf(element.dataset.key), element.dataset.keyWords ?? element.textContent.trim()]);
  const list = dialog.querySelector("dl");
  list.replaceChildren(
    ...known.flatMap(([key, words]) => {
      const term = document.createElement("dt");
      const mark = document.createElement("kbd");
      mark.textContent = key;
      term.append(mark);
      const description = document.createElement("dd");
      description.textContent = words;
      return [term, description];
    }),
  );
}

export function startKeys() {
  const dialog = document.querySelector("[data-keys-list]");
  if (!dialog) return;
  let off = stored();
  const box = dialog.querySelector("[data-keys-off]");
  box.checked = off;
  box.addEventListener("change", () => {
    off = box.checked;
    try {
      localStorage.setItem(OFF, off ? "yes" : "no");
    } catch {
      /* the choice lasts until the page is closed */
    }
  });
  const show = () => {
    makeList(dialog);
    dialog.showModal();
  };
  for (const button of document.querySelectorAll("[data-keys-show]")) {
    button.hidden = false;
    button.addEventListener("click", show);
  }
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || inField(event.target)) return;
    if (event.code === "Slash" && event.shiftKey) show();
    else if (off || event.shiftKey) return;
    else if (event.code === "Slash") document.querySelector("[data-search]")?.focus();
    else if (event.code === "KeyJ") step(1);
    else if (event.code === "KeyK") step(-1);
    else if (event.code === "KeyX") select();
    else {
      const element = document.querySelector(`[data-key="${CSS.escape(event.code)}"]`);
      if (!element) return;
      act(element);
    }
    event.preventDefault();
  });
}
