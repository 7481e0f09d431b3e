// A question with data-when="box=value|value;box=value" is shown when every part holds. Without script the
// server decides on the next page. An answer of a hidden question stays in its box: nothing typed is lost.

function valueOf(form, name) {
  const box = form.elements.namedItem(name);
  const place = box instanceof RadioNodeList ? box[0] : box;
  return place.closest("[data-when][hidden]") ? "" : box.value;
}

function holds(form, condition) {
  return condition.split(";").every((part) => {
    const [name, values] = part.split("=");
    return values.split("|").includes(valueOf(form, name));
  });
}

export function startReveal() {
  for (const form of document.forms) {
    const asked = [...form.querySelectorAll("[data-when]")].filter((place) =>
      place.dataset.when.split(";").every((part) => form.elements.namedItem(part.split("=")[0])),
    );
    if (asked.length === 0) continue;
    const show = () => {
      for (const place of asked) place.hidden = !holds(form, place.dataset.when);
    };
    form.addEventListener("change", show);
    show();
  }
}
