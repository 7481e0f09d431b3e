// A form with data-point adds the place where the device is, when the reader asks for it.
// <div data-point hidden> <button data-point-ask> <p data-point-status>; the form has hidden boxes latitude and longitude.

const DIGITS = 5;

function watch(box) {
  const form = box.closest("form");
  const status = box.querySelector("[data-point-status]");
  const put = ({ coords }) => {
    form.elements.latitude.value = coords.latitude.toFixed(DIGITS);
    form.elements.longitude.value = coords.longitude.toFixed(DIGITS);
    status.textContent = `Точку додано, точність до ${Math.max(1, Math.round(coords.accuracy))} м.`;
  };
  const fail = () => {
    status.textContent = "Пристрій не сказав, де він. Опишіть місце словами.";
  };
  box.hidden = false;
  if (form.elements.latitude.value) status.textContent = "Точку вже додано.";
  box.querySelector("[data-point-ask]").addEventListener("click", () => {
    status.textContent = "Питаємо пристрій…";
    navigator.geolocation.getCurrentPosition(put, fail, { enableHighAccuracy: true, timeout: 15_000 });
  });
}

export function startPoint() {
  if (!("geolocation" in navigator)) return;
  for (const box of document.querySelectorAll("[data-point]")) watch(box);
}
