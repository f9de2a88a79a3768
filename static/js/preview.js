// The preview: counts that follow each switch, and keys to go from block to block. Without this,
// the switches are radio buttons in a form that is saved.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";

const KINDS = { b: "body", c: "caption", x: "boilerplate" };

const blocks = () => [...document.querySelectorAll(".import-block")];
const current = () => document.activeElement?.closest(".import-block");
const isBody = (block) => block.querySelector("[value=body]").checked;

const count = () => {
  const body = blocks().filter(isBody);
  const sentences = body.reduce((sum, block) => sum + Number(block.dataset.sentences), 0);
  document.querySelector("[data-count=blocks]").textContent = body.length;
  document.querySelector("[data-count=sentences]").textContent = sentences;
};

const goTo = (block) => {
  block?.querySelector("input:checked").focus({ preventScroll: true });
  block?.scrollIntoView({ block: "nearest" });
};

const firstInView = () => blocks().find((block) => block.getBoundingClientRect().bottom > 0);

const step = (by) => {
  const here = current();
  if (!here) return goTo(firstInView());
  goTo(by > 0 ? here.nextElementSibling : here.previousElementSibling);
};

// A click is what a person would do: the form hears of it as of theirs.
const choose = (kind) => current()?.querySelector(`input[value=${kind}]`).click();

// Between blocks up and down are for moving; left and right stay with the switch.
const moveByArrow = (event) => {
  if (!event.target.matches?.(".import-block input[type=radio]")) return;
  const by = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!by || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  step(by);
};

const actions = { j: () => step(1), k: () => step(-1) };
for (const [key, kind] of Object.entries(KINDS)) actions[key] = () => choose(kind);

// What went wrong stands above everything, out of sight of whoever corrects the last block.
const arrive = () => {
  document.querySelector("[data-keys-hint]").hidden = false;
  document.querySelector(".preview-trouble")?.focus();
};

document.addEventListener("input", ({ target }) => {
  document.querySelector("[data-saved]")?.remove();
  if (target.closest(".import-block")) count();
});
document.addEventListener("keydown", moveByArrow);
document.addEventListener("htmx:after:swap", arrive);
keepForms();
arrive();
count();
listenForKeys(actions);
