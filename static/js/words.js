// Choosing a piece of evidence's words in a snapshot. The server puts what is selected into the form;
// without this, words are typed or pasted, and looked for.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";
import { tell } from "./messages.js";
import { current, goTo, keepFocus, keepPlace, listenForSelection, pointed, step, text } from "./pointing.js";
import { selectedWords } from "./selection.js";

const form = document.getElementById("words-form");

// What the server put there is kept in this browser like what is typed.
const keep = () => form.elements.quote.dispatchEvent(new Event("input", { bubbles: true }));

const putBack = ({ target }) => {
  const button = target.closest("[data-puts-back]");
  if (!button) return;
  form.elements.quote.value = button.dataset.quote;
  form.elements.locator.value = button.dataset.locator;
  form.elements.quote.focus();
  button.closest(".message").remove();
  keep();
};

// What was found is about the words that were looked for; of others it would be untrue.
const hideUntrue = () => {
  const { quote } = form.elements;
  const untrue = quote.value !== quote.defaultValue;
  form.querySelector("[data-about-quote]").hidden = untrue;
  if (untrue) tell("");
};

// What is quoted now, in place of what was.
const pointOut = () => {
  for (const mark of text.querySelectorAll("mark.is-quoted")) mark.classList.remove("is-quoted");
  if (pointed) CSS.highlights?.set("quoted-words", new Highlight(pointed));
};

// Nothing is left to be done with the words that were just quoted, and the bar lies on those after them.
const putBarAway = () => {
  const bar = document.getElementById("selection-bar");
  if (bar.contains(document.activeElement)) document.activeElement.blur();
  bar.hidden = true;
};

const showQuoted = () => text.querySelector("mark.is-quoted")?.scrollIntoView({ block: "center" });

// The keyboard begins where the quote stands.
const stepOrBegin = (by) => {
  const quoted = text.querySelector("mark.is-quoted")?.closest(".sentence");
  if (current() || !quoted) step(by);
  else goTo(quoted);
};

const afterSwap = ({ detail: { ctx } }) => {
  keepPlace();
  if (ctx.target?.id === "quote-fields") putBarAway();
  keepFocus();
  if (ctx.target?.id !== "quote-fields") return;
  keep();
  if (ctx.request.action.endsWith("/look")) return showQuoted();
  pointOut();
  document.getElementById("quote-fields").scrollIntoView({ block: "nearest" });
};

text.addEventListener("click", ({ target }) => {
  if (!selectedWords(text)) goTo(target.closest(".sentence"));
});
document.addEventListener("click", putBack);
document.addEventListener("input", hideUntrue);
document.addEventListener("htmx:after:swap", afterSwap);
listenForSelection();
listenForKeys({
  j: () => stepOrBegin(1),
  k: () => stepOrBegin(-1),
  "/": () => document.getElementById("find").focus(),
  "?": () => document.getElementById("keys")?.togglePopover(),
});
keepForms();
hideUntrue();
if (!location.hash) showQuoted();
