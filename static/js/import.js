// Importing: what was typed survives, files that are too large are told of before they are sent, and
// whoever waits for an address sees that something happens.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";

const form = document.querySelector("form[data-largest]");
const chooser = form.elements.files;
const busy = form.querySelector("[data-busy]");

const sizes = () => [...chooser.files].map((file) => file.size);
const together = () => sizes().reduce((total, size) => total + size, 0);

// What stands against sending, by the message that says so; the first that holds is shown. Where one
// file at most can be chosen there is one message.
const FAULTS = {
  "[data-too-many]": () => sizes().length > Number(form.dataset.most),
  "[data-too-large]": () => Math.max(0, ...sizes()) > Number(form.dataset.largest),
  "[data-too-large-together]": () => together() > Number(form.dataset.largestTogether),
};
const messages = Object.keys(FAULTS).filter((message) => form.querySelector(message));

const check = () => {
  const fault = messages.find((message) => FAULTS[message]());
  for (const message of messages) form.querySelector(message).hidden = message !== fault;
  if (fault) chooser.setAttribute("aria-invalid", "true");
  else chooser.removeAttribute("aria-invalid");
  return fault;
};

const send = (event) => {
  if (check()) {
    event.preventDefault();
    chooser.focus();
  } else {
    busy.hidden = false;
  }
};

chooser.addEventListener("change", check);
form.addEventListener("submit", send);
// Coming back by the browser's own button shows the page as it was left.
window.addEventListener("pageshow", () => {
  busy.hidden = true;
});
keepForms();
listenForKeys({});
