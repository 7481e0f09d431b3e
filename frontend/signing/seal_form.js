// <form data-seal data-seal-list data-seal-post data-seal-done>: seals many copies, one after another.
// The list holds only what is not sealed yet, so the work goes on where it stopped, also after a new sign-in.

import { freshToken } from "../scripts/session.js";
import { fromHex, signDigest, toBase64 } from "./cades.js";
import { ask, KeyForm } from "./key_form.js";
import { sealed, sealing, sealingSignedOut, sealingStopped, SENTENCES, Trouble } from "./sentences.js";

export function setUpSealForm(form) {
  const names = {
    key: "[data-seal-key], [data-sign-key]",
    password: "[data-seal-password], [data-sign-password]",
    status: "[data-seal-status], [data-sign-status]",
  };
  const page = new KeyForm(form, names, form.dataset.sealList);
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    page.run(async () => {
      const key = await page.openKey();
      const waiting = await unsealed(form.dataset.sealList);
      if (await sealAll(page, form, key, waiting)) finish(page, form, waiting.length);
    });
  });
}

async function unsealed(address) {
  let answer;
  try {
    answer = await ask(address, { headers: { Accept: "application/json" } });
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble("no_document");
  }
  if (!answer.ok) throw new Trouble("no_document");
  return answer.json();
}

// Returns whether everything is sealed; when not, the sentence says where it stopped.
async function sealAll(page, form, key, waiting) {
  for (const [done, item] of waiting.entries()) {
    page.say(sealing(done + 1, waiting.length));
    showProgress(form, done, waiting.length);
    const problem = await sealOne(form, key, item);
    if (!problem) continue;
    page.stop();
    if (problem === "signed_out") page.waitForSignIn(sealingSignedOut(done, waiting.length));
    else if (problem === "stopped") page.complain(sealingStopped(done, waiting.length));
    else page.complain(problem);
    return false;
  }
  return true;
}

// Returns nothing when the copy is sealed, else "signed_out", "stopped" or the server's own sentence.
async function sealOne(form, key, item) {
  const signature = await signDigest(key, fromHex(item.sha256));
  let answer;
  try {
    answer = await ask(form.dataset.sealPost, {
      method: "POST",
      headers: {
        Accept: "application/json",
        "Content-Type": "application/json",
        "X-CSRFToken": freshToken(),
      },
      body: JSON.stringify({ id: item.id, signature: toBase64(signature) }),
    });
  } catch (error) {
    return error instanceof Trouble ? error.code : "stopped";
  }
  if (answer.ok) return "";
  return (await sentenceOf(answer)) ?? "stopped";
}

async function sentenceOf(answer) {
  try {
    return (await answer.json()).sentence;
  } catch {
    return undefined;
  }
}

function showProgress(form, done, total) {
  const bar = form.querySelector("[data-seal-bar]");
  if (bar) Object.assign(bar, { max: total, value: done });
}

function finish(page, form, total) {
  showProgress(form, total, total);
  page.forgetKey();
  page.say(total ? sealed(total) : SENTENCES.nothing_to_seal);
  if (form.dataset.sealDone) globalThis.location.assign(form.dataset.sealDone);
  else page.stop();
}
