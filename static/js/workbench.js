// The workbench screen: which claim is open, and what the server's answers change. Everything is a
// form or a link that works without this.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";
import { offerNames } from "./mentions.js";
import { say } from "./messages.js";
import { listenForNews } from "./news.js";
import { current, goTo, goToUntouched, keepFocus, keepPlace, listenForSelection, showBar, stage, step, text } from "./pointing.js";
import { isOfOthers } from "./redrawing.js";
import { selectedWords } from "./selection.js";
import { offerSources } from "./sources.js";

const panel = () => document.getElementById("panel");
const openNumber = () => panel()?.dataset.claim;

// ---- The open claim

const open = (number) => {
  const link = document.querySelector(`#row-${number} > a`) ?? text.querySelector(`.claim-number[data-claim="${number}"]`);
  if (link) htmx.ajax("GET", link.href, { target: "#panel", swap: "outerHTML" });
};

const isPlainClick = (event) => !(event.metaKey || event.ctrlKey || event.shiftKey || event.altKey);

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

// What was asked for while another answer was awaited: that one has replaced the panel since.
const aimAgain = ({ detail: { ctx } }) => {
  if (ctx.target?.id === "panel") ctx.target = panel();
};

const askedIn = new WeakMap(); // requests that the panel made, to the claim that was open

const noteAsker = ({ detail: { ctx } }) => {
  if (ctx.request.method !== "GET" && panel().contains(ctx.sourceElement)) askedIn.set(ctx, openNumber());
};

const hasLeft = (ctx) => askedIn.has(ctx) && askedIn.get(ctx) !== openNumber();

// A page that is loaded anew is the one where people are by now.
const stayHere = ({ detail: { ctx } }) => {
  if (hasLeft(ctx) && ctx.hx.redirect) ctx.hx.refresh = "true";
};

const OF_THE_PANEL = new Set(["panel", "add-to-claim", "open-strip"]);

// The answer to what was done to a claim that has been left since: the list and the text change,
// and the claim that is open now stays, with what is being typed into it.
const leaveOpen = (event) => {
  const { ctx, tasks } = event.detail;
  if (!hasLeft(ctx)) return;
  if (ctx.response.status >= 400) {
    event.preventDefault();
    return say(document.body.dataset.leftWords.replace("%", askedIn.get(ctx)));
  }
  ctx.hx.pushurl = "false";
  tasks.splice(0, tasks.length, ...tasks.filter(({ target }) => !OF_THE_PANEL.has(target?.id)));
};

const afterSwap = ({ detail: { ctx } }) => {
  keepPlace();
  showOpen();
  if (isOfOthers(ctx)) return showBar();
  keepFocus();
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

document.addEventListener("htmx:config:request", noteAsker);
document.addEventListener("htmx:config:request", openTheLast);
document.addEventListener("htmx:after:request", aimAgain);
document.addEventListener("htmx:after:request", stayHere);
document.addEventListener("htmx:before:swap", leaveOpen);
document.addEventListener("htmx:after:swap", afterSwap);
document.addEventListener("htmx:finally:request", afterRequest);
document.addEventListener("htmx:finally:request", noteOpened);
document.addEventListener("click", (event) => {
  if (event.target.closest("[data-next-untouched]") && goToUntouched()) event.preventDefault();
});
text.addEventListener("click", clickInText);
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
listenForSelection();
keepForms();
offerSources();
listenForNews();
offerNames();
showOpen();
showPassage();
goTo(current());
