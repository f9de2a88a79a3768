// Forms that lose nothing: what is typed is kept in this browser until the server has it,
// a repeated click is one act, and a refusal never takes a form away.

import { discardKept, drop, dropDone, formOf, keepable, keyOf, leadsAway, nameOf, pathOf, put, putFromServer, saidIn, take, wordsIn } from "./kept.js";
import { askServer, dropOnServer, keepNoMore, keepOnLeaving, takeOver, TAB, tookOver } from "./keeping.js";
import { say, tell } from "./messages.js";
import { paragraph, showStranded } from "./stranded.js";
import { takeTurns } from "./turns.js";

const keep = (form, at) => {
  form.dataset.dirty = "";
  put(form, undefined, at);
};

const leave = (form) => {
  delete form.dataset.dirty;
  touched.delete(keyOf(form));
  form.querySelector(".kept-note")?.remove();
};

// It was carried out.
const forget = (form) => {
  leave(form);
  keepNoMore(pathOf(form));
  drop(keyOf(form));
};

const discardWords = (form) => {
  leave(form);
  discardKept(keyOf(form));
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

const discardButton = (act) => {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "button is-small";
  button.textContent = document.body.dataset.discardWords;
  button.addEventListener("click", act);
  return button;
};

const noteThatKept = (form) => {
  if (form.querySelector(".kept-note")) return;
  const note = document.createElement("p");
  note.className = "hint kept-note";
  const discard = discardButton(() => {
    discardWords(form);
    form.reset();
  });
  note.append(`${document.body.dataset.keptWords} `, discard);
  form.prepend(note);
};

// Words for the same form from another tab or machine. They are shown to be copied, since both may be wanted.
const others = new Map(); // keys of forms to what else was typed into them: tabs to entries

const noteOthers = (form) => {
  form.querySelector(".also-kept")?.remove();
  const entries = [...(others.get(keyOf(form))?.values() ?? [])];
  if (!entries.length) return;
  const note = document.createElement("div");
  note.className = "also-kept";
  const discard = discardButton(() => {
    dropOnServer(pathOf(form), entries.map(({ tab }) => tab));
    others.delete(keyOf(form));
    note.remove();
    if ("dirty" in form.dataset) put(form);
  });
  const said = document.createElement("p");
  said.className = "hint";
  said.append(`${document.body.dataset.alsoWords} `, discard);
  note.append(said, ...entries.map(({ typed }) => paragraph(typed.join("\n\n"))));
  form.prepend(note);
};

// What was typed before the page went away comes back, and says so; what is there again because it
// was refused goes on being kept. Its revision comes along: had somebody else saved meanwhile, these
// words must not go over theirs unseen.
const restore = (form) => {
  const kept = take(keyOf(form));
  if (!kept || "dirty" in form.dataset) return;
  // It came back since somebody else had saved: with the words that were sent, and the revision that there is now.
  if (form.elements.began?.value) return keep(form);
  if (kept.words === wordsIn(form)) return form.querySelector("[role=alert]") ? keep(form) : drop(keyOf(form));
  fill(form, kept.values);
  if (kept.revision) form.elements.revision.value = kept.revision;
  if (kept.base && form.elements.base) form.elements.base.value = kept.base;
  takeOver(pathOf(form), kept.tab);
  keep(form, kept.at); // under the key that the form has now, by which it will be told as carried out
  form.closest("details")?.setAttribute("open", "");
  noteThatKept(form);
};

const restoreHere = () => {
  keepable().forEach((form) => {
    restore(form);
    noteOthers(form);
  });
  showStranded();
};

const touched = new Set(); // keys of the forms that were typed into on this page

// What the server kept for another tab, or another machine's. The latest words come into the form, unless somebody
// has typed there since it was shown; all others are shown beside it, but for what this browser's came from.
const receive = ({ form: path, age, ...row }) => {
  const name = nameOf(path);
  const here = take(name);
  if (row.tab === TAB || row.tab === here?.tab || tookOver(path, row.tab) || row.words === here?.words) return;
  const kept = { ...row, at: Date.now() - age * 1000 };
  const isLater = !touched.has(name) && !(here && here.at >= kept.at) && !others.has(name);
  if (!isLater) return addOther(name, { ...kept, typed: saidIn(kept.words) });
  if (here) addOther(name, here);
  putFromServer(path, kept);
  keepable().filter((form) => keyOf(form) === name).forEach((form) => delete form.dataset.dirty);
};

const addOther = (name, entry) => {
  others.set(name, (others.get(name) ?? new Map()).set(entry.tab, entry));
};

const restoreAll = async () => {
  restoreHere();
  const rows = await askServer(keepable().map(pathOf));
  if (!rows.length) return;
  rows.forEach(receive);
  restoreHere();
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
  if (control && form) discardWords(form);
};

// What was carried out in another tab is dropped there; what is typed into this one's form is not.
const keepOn = ({ key, newValue }) => {
  if (newValue !== null) return;
  keepable().filter((form) => "dirty" in form.dataset && keyOf(form) === key).forEach((form) => put(form));
};

// The server is told which words it may drop with what it carries out.
const nameWords = ({ target, formData }) => {
  if (target.matches("[data-keep]")) formData.append("kept_as", `${TAB} ${pathOf(target)}`);
};

export const keepForms = () => {
  document.addEventListener("formdata", nameWords);
  document.addEventListener("input", ({ target }) => {
    if (!target.form?.matches("[data-keep]")) return;
    touched.add(keyOf(target.form));
    keep(target.form);
  });
  document.addEventListener("htmx:config:request", noteSent);
  document.addEventListener("htmx:after:request", afterRequest);
  document.addEventListener("htmx:before:swap", beforeSwap);
  document.addEventListener("htmx:after:swap", afterSwap);
  document.addEventListener("htmx:error", () => say(document.body.dataset.failedWords));
  document.addEventListener("click", discard);
  window.addEventListener("storage", keepOn);
  keepOnLeaving();
  takeTurns();
  dropDone();
  restoreAll();
};
