// A bar with data-alarm asks every half a minute whether a life is in danger, shows it, and sounds if that was allowed.
// <div data-alarm="address" data-alarm-number="0"> <b data-alarm-words> <a data-alarm-open>; <button data-alarm-sound hidden>
// The browser lets a page sound only after a press of the reader; the choice is remembered, nothing else is.

const EVERY = 30_000;
const BEEPS = 3;
const CHOICE = "turbota.alarm.sound";

function wanted() {
  try {
    return localStorage.getItem(CHOICE) === "on";
  } catch {
    return false; // the browser keeps nothing: the bar stays silent, the words are there
  }
}

function choose(on) {
  try {
    localStorage.setItem(CHOICE, on ? "on" : "off");
  } catch {
    // The choice lasts for this press alone.
  }
}

let audio = null;

function beep() {
  audio ??= new AudioContext();
  audio.resume();
  for (let place = 0; place < BEEPS; place += 1) {
    const tone = audio.createOscillator();
    const loudness = audio.createGain();
    const begin = audio.currentTime + place * 0.5;
    tone.frequency.value = 880;
    loudness.gain.value = 0.2;
    tone.connect(loudness).connect(audio.destination);
    tone.start(begin);
    tone.stop(begin + 0.3);
  }
}

function show(bar, news) {
  bar.querySelector("[data-alarm-words]").textContent = news.number ? news.words : "";
  bar.querySelector("[data-alarm-open]").href = news.url;
  bar.hidden = news.number === 0;
  if (news.number && wanted()) beep();
}

async function ask(bar) {
  try {
    const answer = await fetch(bar.dataset.alarm, { headers: { Accept: "application/json" } });
    if (answer.ok) show(bar, await answer.json());
  } catch {
    // No network now: the next question comes in half a minute, letters and the others are called meanwhile.
  }
}

function watchSound(button) {
  const words = () => {
    button.textContent = wanted() ? "Вимкнути звук тривоги" : "Увімкнути звук тривоги";
    button.setAttribute("aria-pressed", String(wanted()));
  };
  button.hidden = false;
  words();
  button.addEventListener("click", () => {
    choose(!wanted());
    words();
    if (wanted()) beep();
  });
}

export function startAlarm() {
  for (const button of document.querySelectorAll("[data-alarm-sound]")) watchSound(button);
  const bar = document.querySelector("[data-alarm]");
  if (!bar) return;
  if (Number(bar.dataset.alarmNumber) && wanted()) beep();
  setInterval(() => ask(bar), EVERY);
}
