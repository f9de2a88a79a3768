// Settling a draft: the sentences of the new text under the keyboard, its words under the mouse, and
// one key for each place that a passage may have. Everything is a form or a link without this.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";
import { goTo, keepPlace, listenForSelection, showBar, step, text } from "./pointing.js";
import { selectedWords } from "./selection.js";

// What the passage in question may have become is brought into sight; else where it stood.
const showPlaces = () => {
  const place = document.getElementById("place-1") ?? text.querySelector("mark.is-open");
  place?.scrollIntoView({ block: "nearest" });
};

const passage = () => document.getElementById("panel")?.dataset.passage;
let shown = passage();

// An answer is about the next passage: what was pointed at for the last one is done with.
const afterSwap = () => {
  if (passage() === shown) keepPlace();
  else {
    document.getSelection().removeAllRanges();
    showPlaces();
    document.getElementById("part-panel").scrollTo({ top: 0 });
  }
  shown = passage();
  showBar();
};

text.addEventListener("click", ({ target }) => {
  if (!selectedWords(text)) goTo(target.closest(".words .sentence"));
});
document.addEventListener("htmx:after:swap", afterSwap);
listenForSelection();
listenForKeys({ j: () => step(1), k: () => step(-1) });
keepForms();
showPlaces();
