// A form with data-upload shows the chosen files, lets their order be changed, and sends them with progress.
// <form data-upload> <input type=file multiple data-upload-input> <ol class=files data-upload-list hidden>
// <p role=status data-upload-status>. Without script the same form is sent by the browser.
import { askToSignIn, freshToken } from "./session.js";

const MEGABYTE = 1024 * 1024;

const sizeWords = (bytes) =>
  bytes < MEGABYTE ? `${Math.max(1, Math.round(bytes / 1024))} КБ` : `${(bytes / MEGABYTE).toFixed(1).replace(".", ",")} МБ`;

function element(tag, properties, ...children) {
  const made = Object.assign(document.createElement(tag), properties);
  made.append(...children);
  return made;
}

function button(words, hidden, act) {
  const made = element("button", { type: "button", className: "btn quiet small" }, words);
  made.append(element("span", { className: "vh" }, `: ${hidden}`));
  made.addEventListener("click", act);
  return made;
}

function picture(file) {
  const frame = element("span", { className: "pic" });
  if (file.type.startsWith("image/")) {
    const image = element("img", { alt: "", src: URL.createObjectURL(file) });
    image.addEventListener("load", () => URL.revokeObjectURL(image.src));
    image.addEventListener("error", () => image.remove());
    frame.append(image);
  }
  return frame;
}

// {"next": "address"} when the files are kept, {"sentence": "…"} when they are refused; {} for a page of HTML.
function answerOf(request) {
  if (!(request.getResponseHeader("Content-Type") ?? "").includes("json")) return {};
  try {
    return JSON.parse(request.responseText);
  } catch {
    return {};
  }
}

function watch(form) {
  const input = form.querySelector("[data-upload-input]");
  const list = form.querySelector("[data-upload-list]");
  const status = form.querySelector("[data-upload-status]");
  const limit = Number(form.dataset.uploadLimit || 0);
  let files = [];
  let refused = false; // what stands in the list was sent and not accepted

  const put = (changed, words) => {
    files = changed;
    refused = false;
    const bag = new DataTransfer();
    for (const file of files) bag.items.add(file);
    input.files = bag.files;
    draw();
    if (words) status.textContent = words;
  };
  const move = (from, to) => {
    const changed = [...files];
    changed.splice(to, 0, ...changed.splice(from, 1));
    put(changed, `${files[from].name}: тепер ${to + 1} з ${files.length}`);
    list.children[to]?.querySelector("button")?.focus();
  };
  const row = (file, place) => {
    const acts = element("div", { className: "acts" });
    if (place > 0) acts.append(button("Вище", file.name, () => move(place, place - 1)));
    if (place < files.length - 1) acts.append(button("Нижче", file.name, () => move(place, place + 1)));
    acts.append(button("Прибрати", file.name, () => put(files.filter((_, other) => other !== place), `${file.name} прибрано`)));
    const tooBig = limit && file.size > limit;
    const state = tooBig
      ? `Файл завеликий: ${sizeWords(file.size)}. Приймаємо до ${sizeWords(limit)}. Сфотографуйте по одній сторінці.`
      : `${sizeWords(file.size)}, ${refused ? "не прийнято" : "чекає на надсилання"}`;
    return element(
      "li",
      { className: `file ${tooBig || refused ? "refused" : "waiting"}` },
      picture(file),
      element("div", {}, element("p", { className: "name" }, file.name), element("p", { className: "state" }, state)),
      acts,
    );
  };
  const draw = () => {
    list.replaceChildren(...files.map(row));
    list.hidden = files.length === 0;
  };
  const send = (leave) => {
    const request = new XMLHttpRequest();
    const bar = element("progress", { max: 100, value: 0 });
    bar.setAttribute("aria-label", "Надсилання файлів");
    freshToken();
    status.replaceChildren("Надсилаємо…", bar);
    request.upload.onprogress = (event) => {
      bar.value = Math.round((event.loaded / event.total) * 100);
      if (bar.value === 100) status.replaceChildren("Надіслано. Перевіряємо, чи файли безпечні, і складаємо документ…");
    };
    request.onload = () => {
      if (request.status === 401) {
        release("");
        askToSignIn(async () => (send(leave), true));
        return;
      }
      const told = answerOf(request);
      if (told.next) location.assign(told.next);
      else if (told.sentence) refuse(told.sentence);
      else if (request.status === 200 && request.responseURL !== form.action) location.assign(request.responseURL);
      else leave();
    };
    request.onerror = () => release("Зв’язок обірвався, нічого не надіслано. Файли лишилися тут: натисніть ще раз, коли зв’язок з’явиться.");
    request.open("POST", form.action);
    request.setRequestHeader("Accept", "application/json, text/html");
    request.setRequestHeader("X-Requested-With", "upload");
    request.send(new FormData(form));
  };
  // The files stay chosen: one is replaced, and the rest need not be looked for again.
  const refuse = (sentence) => {
    release(sentence);
    refused = true;
    draw();
    status.classList.add("err");
    status.setAttribute("role", "alert");
    input.setAttribute("aria-invalid", "true");
    input.focus();
  };
  const release = (words) => {
    status.classList.remove("err");
    status.textContent = words;
    form.dispatchEvent(new CustomEvent("once:release"));
  };
  input.addEventListener("change", () => put([...input.files], ""));
  form.addEventListener("submit", (event) => {
    if (files.length === 0) return;
    event.preventDefault();
    send(() => form.submit());
  });
}

export function startUpload() {
  for (const form of document.querySelectorAll("form[data-upload]")) watch(form);
}
