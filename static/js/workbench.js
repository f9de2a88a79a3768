// The workbench screen: the sentence the keyboard is on, the selected words with their bar of
// actions, and which claim is open. Everything is a form or a link that works without this.

import { keepForms, renewKey } from "./forms.js";
import { listenForKeys } from "./keys.js";
import { say } from "./messages.js";
import { moveEdge, selectedWords, sentenceWords } from "./selection.js";
import { offerSources } from "./sources.js";

const text = document.getElementById("text");
const stage = document.getElementById("part-text");
const bar = document.getElementById("selection-bar");

const panel = () => document.getElementById("panel");
const openNumber = () => panel()?.dataset.claim;

// ---- The sentence the keyboard is on

let lastId; // its id: an answer may bring its block anew

const current = () => text.querySelector(".sentence.is-current");
const positionOf = (sentence) => Number(sentence?.id.split("-")[1] ?? 0);

const goTo = (sentence) => {
  if (!sentence) return;
  current()?.classList.remove("is-current");
  sentence.classList.add("is-current");
  lastId = sentence.id;
  document.getSelection().removeAllRanges();
  sentence.focus({ preventScroll: true });
  sentence.scrollIntoView({ block: "nearest" });
  showBar();
};

const keepPlace = () => {
  if (!current()) document.getElementById(lastId)?.classList.add("is-current");
};

const firstInView = (sentences) => {
  const top = Math.max(stage.getBoundingClientRect().top, 0);
  return sentences.find((sentence) => sentence.getBoundingClientRect().bottom > top + 4);
};

const step = (by) => {
  const sentences = [...text.querySelectorAll(".sentence:not(.is-outside), .sentence.is-current")];
  const at = sentences.indexOf(current());
  goTo(at < 0 ? firstInView(sentences) : sentences[at + by]);
};

// The next untouched one that is on the page; the link knows those that are not.
const goToUntouched = () => {
  const waiting = [...text.querySelectorAll(".sentence.is-untouched")];
  const after = positionOf(current());
  const next = waiting.find((sentence) => positionOf(sentence) > after) ?? waiting[0];
  if (next) goTo(next);
  return Boolean(next);
};

// ---- The selected words, or else the sentence, and what can be done with them

// Other words are another act, also while the answer to the last is awaited.
const fillForm = (form, { start, end, exact }) => {
  if (Number(form.elements.start.value) !== start || Number(form.elements.end.value) !== end) renewKey(form);
  form.elements.start.value = start;
  form.elements.end.value = end;
  form.elements.exact.value = exact;
};

const showBar = () => {
  const selected = selectedWords(text);
  for (const form of document.querySelectorAll("[data-takes-selection]")) {
    form.hidden = !selected;
    if (selected) fillForm(form, selected);
  }
  const words = selected ?? (current() && sentenceWords(current()));
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

// ---- The open claim

const open = (number) => {
  const link = document.querySelector(`#row-${number} > a`) ?? text.querySelector(`.claim-number[data-claim="${number}"]`);
  if (link) htmx.ajax("GET", link.href, { target: "#panel", swap: "outerHTML" });
};

const isPlainClick = (event) => !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

// Chromium selects nothing when a drag begins at the first letter of something that takes the focus.
const letDrag = ({ target }) => {
  const sentence = target.closest(".sentence");
  sentence?.removeAttribute("tabindex");
  document.addEventListener("mouseup", () => sentence?.setAttribute("tabindex", "-1"), { once: true });
};

const clickInText = (event) => {
  const number = event.target.closest(".claim-number");
  if (number && isPlainClick(event)) {
    event.preventDefault();
    return open(number.dataset.claim);
  }
  if (selectedWords(text)) return;
  goTo(event.target.closest(".sentence"));
  const mark = event.target.closest("mark.claim");
  if (mark) open(mark.dataset.claims);
};

const showOpen = () => {
  const number = openNumber();
  for (const element of text.querySelectorAll("mark.claim, .claim-number")) {
    element.classList.toggle("is-open", (element.dataset.claims ?? element.dataset.claim) === number);
  }
  for (const row of document.querySelectorAll("#claims [data-claim]")) {
    row.classList.toggle("is-open", row.dataset.claim === number);
    row.querySelector("a").toggleAttribute("aria-current", row.dataset.claim === number);
  }
  pointBack();
};

const showPassage = () => {
  document.querySelector("#claims .is-open")?.scrollIntoView({ block: "nearest" });
  text.querySelector("mark.is-open")?.scrollIntoView({ block: "nearest" });
};

// Where the parts stack there is one scroll for all: whoever is in the text stays there, whoever
// chose in the list is taken to the claim, and the way back to the text leads to the passage.
const stacked = matchMedia("(max-width: 63.99rem)");
let chosen = false; // in the list

const noteChoice = ({ target }) => {
  chosen = Boolean(target.closest("[data-claim] > a"));
};

const bringIntoSight = () => {
  if (!stacked.matches) showPassage();
  else if (chosen) document.getElementById("part-panel").scrollIntoView();
};

const pointBack = () => {
  const block = text.querySelector("mark.is-open")?.closest(".block");
  document.querySelector("[data-to-text]").hash = block?.id ?? stage.id;
};

// The last claim that was asked for is the one that opens, whichever answer comes first; and the
// next one is counted from it.
let opening; // the request for it

const openTheLast = ({ detail: { ctx } }) => {
  if (ctx.request.method !== "GET" || ctx.target?.id !== "panel") return;
  opening?.request.abort?.();
  opening = ctx;
};

const noteOpened = ({ detail: { ctx } }) => {
  if (ctx === opening) opening = undefined;
};

const wantedNumber = () => opening?.request.action.match(/\/claims\/(\d+)/)?.[1] ?? openNumber();

const stepClaim = (by) => {
  const rows = [...document.querySelectorAll("#claims [data-claim]")];
  const at = rows.findIndex((row) => row.dataset.claim === wantedNumber());
  const next = rows[at < 0 ? 0 : at + by];
  next?.querySelector("a").focus();
  next?.querySelector("a").click();
};

const goToVerdict = () => {
  const form = document.getElementById("verdict-form");
  (form?.querySelector("[name=rating]:checked") ?? form?.querySelector("[name=rating]"))?.focus();
};

// ---- What the server's answers change

let shown = openNumber();
let held; // the part of the page that has the focus

// What had the focus may be gone: then the part it was in has it, not the top of the page.
const keepFocus = () => {
  if (!held || document.activeElement !== document.body) return;
  ((held === stage && current()) || held).focus({ preventScroll: true });
};

// What was asked for while another answer was awaited: that one has replaced the panel since.
const aimAgain = ({ detail: { ctx } }) => {
  if (ctx.target?.id === "panel") ctx.target = panel();
};

const askedIn = new WeakMap(); // requests that the panel made, to the claim that was open

const noteAsker = ({ detail: { ctx } }) => {
  if (ctx.request.method !== "GET" && panel().contains(ctx.sourceElement)) askedIn.set(ctx, openNumber());
};

const OF_THE_PANEL = new Set(["panel", "add-to-claim", "open-strip"]);

// The answer to what was done to a claim that has been left since: the list and the text change,
// and the claim that is open now stays, with what is being typed into it.
const leaveOpen = (event) => {
  const { ctx, tasks } = event.detail;
  if (!askedIn.has(ctx) || askedIn.get(ctx) === openNumber()) return;
  if (ctx.response.status >= 400) {
    event.preventDefault();
    return say(document.body.dataset.leftWords.replace("%", askedIn.get(ctx)));
  }
  ctx.hx.pushurl = "false";
  tasks.splice(0, tasks.length, ...tasks.filter(({ target }) => !OF_THE_PANEL.has(target?.id)));
};

const afterSwap = () => {
  keepPlace();
  keepFocus();
  showOpen();
  if (openNumber() !== shown) bringIntoSight();
  chosen = false;
  shown = openNumber();
  showBar();
};

// A sentence that was set aside is dealt with: on to the next, unless one is there already.
const afterRequest = ({ detail: { ctx } }) => {
  const isSetAside = ctx.sourceElement?.closest?.('[data-for="untouched"]');
  if (isSetAside && current()?.classList.contains("is-set-aside")) step(1);
};

document.addEventListener("focusin", ({ target }) => {
  held = target.closest(".part");
});
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
document.addEventListener("htmx:config:request", noteAsker);
document.addEventListener("htmx:config:request", openTheLast);
document.addEventListener("htmx:after:request", aimAgain);
document.addEventListener("htmx:before:swap", leaveOpen);
document.addEventListener("htmx:after:swap", afterSwap);
document.addEventListener("htmx:finally:request", afterRequest);
document.addEventListener("htmx:finally:request", noteOpened);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-next-untouched]") && goToUntouched()) event.preventDefault();
});
text.addEventListener("mousedown", letDrag);
text.addEventListener("click", clickInText);
text.addEventListener("keydown", selectByArrow);
document.getElementById("claims").addEventListener("click", noteChoice);
listenForKeys({
  j: () => step(1),
  k: () => step(-1),
  n: () => stepClaim(1),
  p: () => stepClaim(-1),
  v: goToVerdict,
  "/": () => document.getElementById("site-search")?.focus(),
  "?": () => document.getElementById("keys")?.togglePopover(),
});
keepForms();
offerSources();
showOpen();
showPassage();
goTo(current());
