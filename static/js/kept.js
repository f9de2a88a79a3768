// What is typed and not saved yet, as it is kept: in this browser at once, and on the server a little later (keeping.js).
// Both keep it by the address it will be sent to.

import { dropOnServer, keepOnServer, TAB } from "./keeping.js";
import { names, read, remove, write } from "./storage.js";

// Whoever uses this browser next finds only their own words in it.
const KEPT = `workbench.kept:${document.body.dataset.keepsFor}:`;
const AGAINST = ["revision", "base"]; // what the words were typed against
const NOT_WORDS = new Set(["csrf_token", "submission_key", "kept_as", "began", "join", ...AGAINST, "seen", "start", "end", "exact"]);

export const keepable = () => [...document.querySelectorAll("form[data-keep]")];

export const pathOf = (form) => new URL(form.action).pathname;

export const nameOf = (path) => KEPT + path;

export const keyOf = (form) => nameOf(pathOf(form));

// The form that asked. Its claim may have been left and opened again since: then it is the one that is there now.
export const formOf = (ctx) => {
  const form = ctx.sourceElement?.form ?? ctx.sourceElement?.closest?.("form");
  if (!form || form.isConnected) return form;
  return keepable().find((other) => keyOf(other) === keyOf(form)) ?? form;
};

export const wordsIn = (form) =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => !NOT_WORDS.has(name) && typeof value === "string"));

// What people type, as against what they choose: ids, and the words of vocabularies.
const TYPED = "textarea, input:not([type=radio], [type=checkbox], [type=hidden])";

const typedInto = (form) => [...form.elements].filter((field) => field.matches(TYPED)).map((field) => field.value.trim());

export const drop = remove;

// Nobody wants these words any more, here or anywhere.
export const discardKept = (name) => {
  const kept = take(name);
  dropOnServer(name.slice(KEPT.length), kept?.tab ? [kept.tab] : []);
  drop(name);
};

// Whether an answer loads a page anew, so that the forms which are there now are done with.
export const leadsAway = (ctx) => Boolean(ctx.hx?.refresh || ctx.hx?.redirect);

const store = (name, kept) => {
  if (!write(name, JSON.stringify(kept))) drop(name);
};

// Words that do not fit leave no earlier ones behind, which would come back as the last. The key under which
// others were sent says nothing of these; without a revision they take the one that the page has then.
export const put = (form, revision = form.elements.revision?.value, at = Date.now()) => {
  const named = form.elements.submission_key?.value;
  const key = named === form.dataset.sentAs ? undefined : named;
  const against = { revision, base: revision ? form.elements.base?.value : undefined };
  const kept = { key, ...against, words: wordsIn(form), typed: typedInto(form).filter(Boolean), tab: TAB, at };
  store(keyOf(form), kept);
  keepOnServer(pathOf(form), kept);
};

// What of a form's words was surely typed: only the form itself knows, and one word may be an id or a choice.
export const saidIn = (words) => JSON.parse(words).map(([, value]) => value.trim()).filter((value) => /\s/.test(value));

// What the server kept for another tab or browser becomes this one's.
export const putFromServer = (path, kept) => store(nameOf(path), { ...kept, typed: saidIn(kept.words) });

// What is kept under a name, or null; also when nobody can read it.
export const take = (name) => {
  try {
    const { key, revision, base, words, typed, tab, at = 0 } = JSON.parse(read(name));
    return { key, revision, base, words, values: [...JSON.parse(words)], typed: [...typed], tab, at };
  } catch {
    return null;
  }
};

const keptNames = () => names().filter((name) => name.startsWith(KEPT));

// The names of what is kept for an address and for those below it.
export const namesUnder = (path) => keptNames().filter((name) => `${name}/`.startsWith(`${KEPT}${path}/`));

// A form that was sent as a page of its own: the server names its key when it was carried out.
export const dropDone = () => {
  const done = document.cookie.match(/(?:^|; )workbench-done=([^;]+)/)?.[1];
  if (done) keptNames().filter((name) => take(name)?.key === done).forEach(drop);
};
