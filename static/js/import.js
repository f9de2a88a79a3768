// Importing: what was typed survives, files that are too large are told of before they are sent, and
// whoever waits for an address sees that something happens.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";

const form = document.querySelector("form[data-largest]");
const chooser = form.elements.files;
const tooLarge = form.querySelector("[data-too-large]");
const tooLargeTogether = form.querySelector("[data-too-large-together]");
const busy = form.querySelector("[data-busy]");

const sizes = () => [...chooser.files].map((file) => file.size);
const sum = (numbers) => numbers.reduce((total, number) => total + number, 0);
const isTooLarge = () => Math.max(0, ...sizes()) > Number(form.dataset.largest);
const areTooLarge = () => !isTooLarge() && sum(sizes()) > Number(form.dataset.largestTogether);
const isRefused = () => isTooLarge() || areTooLarge();

const checkSize = () => {
  tooLarge.hidden = !isTooLarge();
  tooLargeTogether.hidden = !areTooLarge();
  chooser.toggleAttribute("aria-invalid", isRefused());
};

const send = (event) => {
  checkSize();
  if (isRefused()) {
    event.preventDefault();
    chooser.focus();
  } else {
    busy.hidden = false;
  }
};

chooser.addEventListener("change", checkSize);
form.addEventListener("submit", send);
// Coming back by the browser's own button shows the page as it was left.
window.addEventListener("pageshow", () => {
  busy.hidden = true;
});
keepForms();
listenForKeys({});
