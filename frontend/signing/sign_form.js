// <form data-sign data-sign-source="address of the bytes">: signs one document and sends the form.

import { sha256, signDigest, toBase64, toHex } from "./cades.js";
import { ask, KeyForm } from "./key_form.js";
import { SENTENCES, Trouble } from "./sentences.js";

export function setUpSignForm(form) {
  const names = { key: "[data-sign-key]", password: "[data-sign-password]", status: "[data-sign-status]" };
  const page = new KeyForm(form, names, form.dataset.signSource);
  let signed = false;
  form.noValidate = true;
  form.addEventListener("submit", (event) => {
    if (signed) return;
    event.preventDefault();
    const submitter = event.submitter;
    page.run(async () => {
      const key = await page.openKey();
      page.say(SENTENCES.fetching);
      const digest = await sha256(await documentBytes(form.dataset.signSource));
      page.say(SENTENCES.signing);
      const signature = await signDigest(key, digest);
      form.elements.namedItem("signature").value = toBase64(signature);
      form.elements.namedItem("sha256").value = toHex(digest);
      page.forgetKey();
      page.say(SENTENCES.sending);
      signed = true;
      form.requestSubmit(submitter);
    });
  });
  // A page taken back from the browser's memory must be able to sign again.
  globalThis.addEventListener("pageshow", (event) => {
    if (!event.persisted) return;
    signed = false;
    if (page.busy) page.stop();
    page.say("");
  });
}

async function documentBytes(address) {
  let answer;
  try {
    answer = await ask(address);
  } catch (error) {
    if (error instanceof Trouble) throw error;
    throw new Trouble("no_document");
  }
  if (!answer.ok) throw new Trouble("no_document");
  return answer.arrayBuffer();
}
