// Importing: what was typed survives, a file that is too large is told of before it is sent, and
// whoever waits for an address sees that something happens.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";

const form = document.querySelector("form[data-largest]");
const tooLarge = form.querySelector("[data-too-large]");
const busy = form.querySelector("[data-busy]");

const isTooLarge = () => (form.elements.file.files[0]?.size ?? 0) > Number(form.dataset.largest);

const checkSize = () => {
  tooLarge.hidden = !isTooLarge();
  form.elements.file.toggleAttribute("aria-invalid", isTooLarge());
};

const send = (event) => {
  checkSize();
  if (isTooLarge()) {
    event.preventDefault();
    form.elements.file.focus();
  } else {
    busy.hidden = false;
  }
};

form.elements.file.addEventListener("change", checkSize);
form.addEventListener("submit", send);
// Coming back by the browser's own button shows the page as it was left.
window.addEventListener("pageshow", () => {
  busy.hidden = true;
});
keepForms();
listenForKeys({});
