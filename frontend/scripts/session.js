// The session ended while a page was open: the page stays, the reader signs in beside it and goes on.

const cookie = (name) =>
  document.cookie
    .split("; ")
    .find((part) => part.startsWith(`${name}=`))
    ?.slice(name.length + 1) ?? "";

// Signing in changes the CSRF token; forms of the old page take the new one from its cookie.
export function freshToken() {
  const token = cookie("csrftoken");
  if (token) for (const input of document.querySelectorAll("input[name=csrfmiddlewaretoken]")) input.value = token;
  return token || document.querySelector("input[name=csrfmiddlewaretoken]")?.value || "";
}

// Shows the overlay; `retry` does the refused request again and answers true when it went through.
export function askToSignIn(retry) {
  const dialog = document.querySelector("[data-sign-in-again]");
  if (!dialog || dialog.open) return;
  const status = dialog.querySelector("[data-again-status]");
  const done = dialog.querySelector("[data-again-done]");
  status.textContent = "";
  dialog.showModal();
  done.onclick = async () => {
    freshToken();
    status.textContent = "Перевіряємо…";
    if (await retry()) dialog.close();
    else status.textContent = "Ще не бачимо входу. Увійдіть у сусідній вкладці й натисніть ще раз.";
  };
}
