// Pointing at a text: the sentence the keyboard is on, the selected words, and the bar of what can be
// done with them. A page has the text, the part that it scrolls in and, for whoever may act, the bar.

import { renewKey } from "./forms.js";
import { moveEdge, selectedWords, sentenceWords } from "./selection.js";

export const text = document.getElementById("text");
export const stage = document.getElementById("part-text");
const bar = document.getElementById("selection-bar");

// ---- The sentence the keyboard is on

let lastId; // its id: an answer may bring its block anew, without the mark

export const current = () => text.querySelector(".sentence.is-current") ?? document.getElementById(lastId);
const positionOf = (sentence) => Number(sentence?.id.split("-")[1] ?? 0);

export const goTo = (sentence) => {
  if (!sentence) return;
  current()?.classList.remove("is-current");
  sentence.classList.add("is-current");
  lastId = sentence.id;
  document.getSelection().removeAllRanges();
  sentence.focus({ preventScroll: true });
  sentence.scrollIntoView({ block: "nearest" });
  showBar();
};

export const keepPlace = () => current()?.classList.add("is-current");

export const leavePlace = () => {
  current()?.classList.remove("is-current");
  lastId = undefined;
};

// What had the focus may be gone: then the part it was in has it, not the top of the page. Where none
// had it yet, the part that `begins` may.
let held; // the part of the page that has the focus

document.addEventListener("focusin", ({ target }) => {
  held = target.closest(".part");
});

export const keepFocus = (begins) => {
  const part = held ?? begins;
  if (!part || document.activeElement !== document.body) return;
  ((part === stage && current()) || part).focus({ preventScroll: true });
};

const firstInView = (sentences) => {
  const top = Math.max(stage.getBoundingClientRect().top, 0);
  return sentences.find((sentence) => sentence.getBoundingClientRect().bottom > top + 4);
};

export const step = (by) => {
  const sentences = [...text.querySelectorAll(".words .sentence:not(.is-outside), .sentence.is-current")];
  const at = sentences.indexOf(current());
  goTo(at < 0 ? firstInView(sentences) : sentences[at + by]);
};

// The next untouched one that is on the page; the link knows those that are not.
export const goToUntouched = () => {
  const waiting = [...text.querySelectorAll(".sentence.is-untouched")];
  const after = positionOf(current());
  const next = waiting.find((sentence) => positionOf(sentence) > after) ?? waiting[0];
  if (next) goTo(next);
  return Boolean(next);
};

// ---- The selected words, or else the sentence, and what can be done with them

export let pointed; // the range of the words that the bar is about; a tap on the bar may end the selection

// Other words are another act, also while the answer to the last is awaited.
const fillForm = (form, { start, end, exact }) => {
  if (Number(form.elements.start.value) !== start || Number(form.elements.end.value) !== end) renewKey(form);
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.exact.value = exact;
};

export const showBar = () => {
  const selected = selectedWords(text);
  for (const form of document.querySelectorAll("[data-takes-selection]")) {
    form.hidden = !selected;
    if (selected) fillForm(form, selected);
  }
  const words = selected ?? (current() && sentenceWords(current()));
  pointed = words?.range.cloneRange();
  if (!bar) return;
  bar.hidden = !words;
  if (!words) return;
  fillForm(bar, words);
  offerWhatApplies(words.range);
  placeBar(words.range);
};

// Setting aside is for sentences that are untouched, taking up again for those set aside.
const offerWhatApplies = (range) => {
  const within = [...text.querySelectorAll(".sentence")].filter((sentence) => range.intersectsNode(sentence));
  for (const group of bar.querySelectorAll("[data-for]")) {
    group.hidden = !within.some((sentence) => sentence.classList.contains(`is-${group.dataset.for}`));
  }
};

// Below the last line, or above the first where that is in sight and there is no room below; never on the words.
const placeBar = (range) => {
  const lines = [...range.getClientRects()].filter((box) => box.width > 0);
  if (!lines.length) return;
  const here = stage.getBoundingClientRect();
  const size = bar.getBoundingClientRect();
  const last = lines[lines.length - 1];
  const above = lines[0].top - size.height - 8;
  const fits = last.bottom + 8 + size.height < Math.min(here.bottom, window.innerHeight);
  const top = fits || above < Math.max(here.top, 0) ? last.bottom + 8 : above;
  const left = Math.max(8, Math.min(last.left, here.right - size.width - 24) - here.left);
  bar.style.setProperty("--bar-top", `${Math.round(top - here.top + stage.scrollTop)}px`);
  bar.style.setProperty("--bar-left", `${Math.round(left)}px`);
};

// The arrows move where the words begin, with Shift where they end.
const ARROWS = { ArrowLeft: "backward", ArrowRight: "forward" };

const selectByArrow = (event) => {
  const direction = ARROWS[event.key];
  if (!direction || !current() || event.altKey || event.ctrlKey || event.metaKey) return;
  event.preventDefault();
  moveEdge(event.shiftKey ? "end" : "start", direction, current());
  showBar();
  bar?.scrollIntoView({ block: "nearest" });
};

// Chromium selects nothing when a drag begins at the first letter of something that takes the focus.
const letDrag = ({ target }) => {
  const sentence = target.closest(".sentence");
  sentence?.removeAttribute("tabindex");
  document.addEventListener("mouseup", () => sentence?.setAttribute("tabindex", "-1"), { once: true });
};

// The bar follows what the mouse and the arrows select.
export const listenForSelection = () => {
  document.addEventListener("selectionchange", () => selectedWords(text) && showBar());
  // A selection that fills the window leaves no room for the bar until the text moves a little; not
  // before the mouse is done with, or the words that come under it are selected too.
  document.addEventListener("mouseup", () => {
    setTimeout(() => {
      if (!bar || !selectedWords(text)) return;
      showBar(); // the browser may tell of the selection only after this
      bar.scrollIntoView({ block: "nearest" });
    });
  });
  text.addEventListener("mousedown", letDrag);
  text.addEventListener("keydown", selectByArrow);
};
