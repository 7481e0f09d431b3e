// The accessibility panel shows a choice at once and saves it without leaving the page.

export function startEase() {
  const form = document.querySelector("form[data-ease]");
  if (!form) return;
  const root = document.documentElement.dataset;
  const put = (name, value, usual) => (value === usual ? delete root[name] : (root[name] = value));
  form.addEventListener("change", () => {
    const data = new FormData(form);
    put("tone", data.get("tone"), "auto");
    put("size", data.get("size"), "m");
    put("air", data.get("air") ?? "", "");
    fetch(form.action, { method: "POST", body: new URLSearchParams(data) }).catch(() => {});
  });
}
