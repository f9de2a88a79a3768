// Forms that lose nothing: what is typed is kept in this browser until the server has it,
// a repeated click is one act, and a refusal never takes a form away.

import { drop, dropDone, formOf, keepable, keyOf, leadsAway, put, take, wordsIn } from "./kept.js";
import { say, tell } from "./messages.js";
import { showStranded } from "./stranded.js";
import { takeTurns } from "./turns.js";

const keep = (form) => {
  form.dataset.dirty = "";
  put(form);
};

const forget = (form) => {
  delete form.dataset.dirty;
  form.querySelector(".kept-note")?.remove();
  drop(keyOf(form));
};

const CHOICES = new Set(["radio", "checkbox"]);

// No box ticked leaves no trace in what is kept, while of radios one is always chosen.
const choose = (field, values) => {
  const given = values.filter(([name]) => name === field.name).map(([, value]) => value);
  if (given.length || field.type === "checkbox") field.checked = given.includes(field.value);
};

const fill = (form, values) => {
  for (const field of form.elements) if (CHOICES.has(field.type)) choose(field, values);
  for (const [name, value] of values) {
    const field = form.querySelector(`[name="${CSS.escape(name)}"]`);
    if (field && !CHOICES.has(field.type)) field.value = value;
  }
};

const noteThatKept = (form) => {
  const note = document.createElement("p");
  note.className = "hint kept-note";
  const discard = document.createElement("button");
  discard.type = "button";
  discard.className = "button is-small";
  discard.textContent = document.body.dataset.discardWords;
  discard.addEventListener("click", () => {
    forget(form);
    form.reset();
  });
  note.append(`${document.body.dataset.keptWords} `, discard);
  form.prepend(note);
};

// What was typed before the page went away comes back, and says so; what is there again because it
// was refused goes on being kept. Its revision comes along: had somebody else saved meanwhile, these
// words must not go over theirs unseen.
const restore = (form) => {
  const kept = take(keyOf(form));
  if (!kept || "dirty" in form.dataset) return;
  if (kept.words === wordsIn(form)) return form.querySelector("[role=alert]") ? keep(form) : drop(keyOf(form));
  fill(form, kept.values);
  if (kept.revision) form.elements.revision.value = kept.revision;
  keep(form); // under the key that the form has now, by which it will be told as carried out
  form.closest("details")?.setAttribute("open", "");
  noteThatKept(form);
};

const restoreAll = () => {
  keepable().forEach(restore);
  showStranded();
};

export const renewKey = (form) => {
  const key = form.querySelector("[name=submission_key]");
  if (key) key.value = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
};

const fold = (details) => {
  if (details.contains(document.activeElement)) details.querySelector("summary").focus({ preventScroll: true });
  details.removeAttribute("open");
};

const sent = new WeakMap(); // requests to the words that they carry
let awaited; // the key of a form that comes back with words the server does not hold
let returned; // the latest that came back so

const noteSent = ({ detail: { ctx } }) => {
  const form = formOf(ctx);
  if (!form || ctx.request.method === "GET") return;
  tell(""); // or the same words again would not be heard
  sent.set(ctx, wordsIn(form));
  form.dataset.sentAs = form.elements.submission_key?.value;
};

const comesBack = (form) => {
  if (!form.isConnected) return; // its claim is not open any more: what is kept stays as it is
  delete form.dataset.dirty; // or it would not take the revision that the server tells it
  awaited = keyOf(form);
};

// Its words go on being kept, with the revision that it has now.
const keepWhatCameBack = () => {
  if (!awaited) return;
  returned = keepable().find((form) => keyOf(form) === awaited);
  awaited = undefined;
  if (!returned) return;
  keep(returned);
  returned.closest("details")?.setAttribute("open", "");
};

const carriedOut = (form, ctx) => {
  document.getElementById("messages").replaceChildren();
  if (form.matches("[data-keep]") && ctx.request.action === form.getAttribute("action")) tell(document.body.dataset.savedWords);
  if (form.matches("[data-keep]") && sent.get(ctx) !== wordsIn(form)) return leadsAway(ctx) ? put(form, "") : comesBack(form);
  forget(form);
  if (form.matches("[data-begins-anew]")) form.reset();
  if (form.closest("details")) fold(form.closest("details"));
  if (form.matches("[data-renews-key]")) renewKey(form);
};

// Refused: the server sends the form back with what was typed, or a message above the page.
const refused = (form, ctx) => {
  if (ctx.hx?.retarget && ctx.hx.retarget !== "#messages") comesBack(form);
  else if (ctx.response.status !== 401) renewKey(form);
};

const afterRequest = ({ detail: { ctx } }) => {
  const form = formOf(ctx);
  if (!form || ctx.request.method === "GET") return;
  if (ctx.response.status < 400) carriedOut(form, ctx);
  else refused(form, ctx);
};

// An answer that is not ours (a proxy's error page) never replaces what is on the page.
const beforeSwap = (event) => {
  const { ctx } = event.detail;
  if (!(ctx?.response?.status >= 400) || ctx.hx?.retarget) return;
  event.preventDefault();
  say(document.body.dataset.failedWords);
};

// A form that comes back with faults says so first; bring that into sight, for a screen reader too.
const afterSwap = ({ detail: { ctx } }) => {
  keepWhatCameBack();
  restoreAll();
  if (!(ctx?.response?.status >= 400)) return;
  const alert = document.querySelector("main [role=alert]");
  alert?.scrollIntoView({ block: "center" });
};

// The words of the form that the control is in, or of the one that came back beside another's text.
const discard = ({ target }) => {
  const control = target.closest("[data-discards]");
  const form = control?.closest("form[data-keep]") ?? returned;
  if (control && form) forget(form);
};

// What was carried out in another tab is dropped there; what is typed into this one's form is not.
const keepOn = ({ key, newValue }) => {
  if (newValue !== null) return;
  keepable().filter((form) => "dirty" in form.dataset && keyOf(form) === key).forEach((form) => put(form));
};

export const keepForms = () => {
  document.addEventListener("input", ({ target }) => {
    if (target.form?.matches("[data-keep]")) keep(target.form);
  });
  document.addEventListener("htmx:config:request", noteSent);
  document.addEventListener("htmx:after:request", afterRequest);
  document.addEventListener("htmx:before:swap", beforeSwap);
  document.addEventListener("htmx:after:swap", afterSwap);
  document.addEventListener("htmx:error", () => say(document.body.dataset.failedWords));
  document.addEventListener("click", discard);
  window.addEventListener("storage", keepOn);
  takeTurns();
  dropDone();
  restoreAll();
};
