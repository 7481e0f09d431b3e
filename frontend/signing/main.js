// Signing in the browser: the key and its password never leave the page and are never stored.

import { setUpSealForm } from "./seal_form.js";
import { setUpSignForm } from "./sign_form.js";

function setUp() {
  document.querySelectorAll("form[data-sign]").forEach(setUpSignForm);
  document.querySelectorAll("form[data-seal]").forEach(setUpSealForm);
}

if (document.readyState === "loading") document.addEventListener("DOMContentLoaded", setUp);
else setUp();
