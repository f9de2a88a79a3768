// Articles sent together: how many are ticked, and one box for all of them.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";

const boxes = [...document.querySelectorAll("[name=seen]")];
const all = document.querySelector("[data-all] input");

const count = () => {
  const ticked = boxes.filter((box) => box.checked).length;
  document.querySelector("[data-ticked]").textContent = ticked;
  all.checked = ticked === boxes.length;
  all.indeterminate = ticked > 0 && ticked < boxes.length;
};

const tickAll = () => {
  for (const box of boxes) box.checked = all.checked;
  count();
};

if (all) {
  all.closest("[data-counts]").hidden = false;
  all.addEventListener("change", tickAll);
  document.addEventListener("change", count);
  window.addEventListener("pageshow", count); // coming back, a browser ticks as it was left
}
keepForms();
listenForKeys({});
