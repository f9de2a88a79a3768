// Settling a draft: the sentences of the new text under the keyboard, its words under the mouse, and
// one key for each place that a passage may have. Everything is a form or a link without this.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";
import { current, goTo, keepFocus, keepPlace, leavePlace, listenForSelection, showBar, stage, step, text } from "./pointing.js";
import { selectedWords } from "./selection.js";

// What the passage in question may have become; else where it stood.
const place = () => text.querySelector('[data-place="1"]') ?? text.querySelector("mark.is-open");

// Where the parts stack there is one scroll for all: whoever has settled a passage is taken to the
// next one, and the way back to the text leads to where that may be.
const stacked = matchMedia("(max-width: 63.99rem)");
const panel = document.getElementById("part-panel");

const showPassage = () => {
  if (stacked.matches) return panel.scrollIntoView();
  place()?.scrollIntoView({ block: "nearest" });
  panel.scrollTo({ top: 0 });
};

const passage = () => document.getElementById("panel")?.dataset.passage;
let shown = passage();

// ---- Pointing at the new text begins where the passage in question may be

const isBehind = (element) => (other) =>
  element.compareDocumentPosition(other) & Node.DOCUMENT_POSITION_FOLLOWING;

const nearPlace = () => {
  const sentences = [...text.querySelectorAll(".words .sentence")];
  return place()?.closest(".words .sentence") ?? (place() && sentences.find(isBehind(place())));
};

const pointBack = () => {
  document.querySelector("[data-to-text]").hash = nearPlace()?.closest(".block").id ?? stage.id;
};

const begin = () => (nearPlace() ? goTo(nearPlace()) : step(1));

const stepOrBegin = (by) => (current() ? step(by) : begin());

// ---- What the server's answers change

// An answer is about the next passage: what was pointed at for the last one is done with.
const afterSwap = () => {
  if (passage() === shown) keepPlace();
  else {
    leavePlace();
    document.getSelection().removeAllRanges();
    showPassage();
  }
  shown = passage();
  pointBack();
  keepFocus(panel);
  showBar();
};

// The page is at another passage then, and whoever reloads it is too.
const keepAddress = ({ detail: { ctx } }) => {
  if (ctx.request.method !== "GET" && ctx.response.status < 400) ctx.replace = "true";
};

// The second click of a double click would be about the passage that came meanwhile.
const heedOnce = (event) => {
  if (event.detail > 1 && event.target.closest(".settle-choice")) event.preventDefault();
};

text.addEventListener("click", ({ target }) => {
  if (!selectedWords(text)) goTo(target.closest(".words .sentence"));
});
document.addEventListener("click", heedOnce, { capture: true });
document.addEventListener("click", ({ target }) => target.closest("[data-points]") && begin());
document.addEventListener("htmx:before:swap", keepAddress);
document.addEventListener("htmx:after:swap", afterSwap);
listenForSelection();
listenForKeys({
  j: () => stepOrBegin(1),
  k: () => stepOrBegin(-1),
  "/": () => document.getElementById("site-search")?.focus(),
  "?": () => document.getElementById("keys")?.togglePopover(),
});
keepForms();
pointBack();
if (!stacked.matches) showPassage();
// The page of a form with faults says so first, wherever on it the form is.
document.querySelector("#panel [role=alert]")?.scrollIntoView({ block: "center" });
