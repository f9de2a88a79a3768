// What is typed, kept on the server too: a little after it was typed, and when the page goes away. There it outlives
// this browser, and is found from another. A tab has its own words there, so that no other tab takes them away.

const PAUSE = 2000; // milliseconds after which what was typed is sent
const AGAIN = 15000; // and after which it is sent again, where that failed

export const TAB = Array.from(crypto.getRandomValues(new Uint8Array(8)), (byte) => byte.toString(16).padStart(2, "0")).join("");

const waiting = new Map(); // paths of forms to what is kept of them and not sent yet
const taken = new Map(); // paths to the tabs whose words came into this one's form
let typed = 0;
let timer;
let sending; // the path whose words are on their way
let underway = Promise.resolve(); // one after the other, so that the last comes last

const keepsFor = () => ({ "X-Keeps-For": document.body.dataset.keepsFor });

const token = () => JSON.parse(document.body.getAttribute("hx-headers:inherited"))["X-CSRFToken"];

const send = (method, path, body, keepalive = false) =>
  fetch(`/kept${path}`, {
    method,
    keepalive,
    headers: { ...keepsFor(), "X-CSRFToken": token(), "Content-Type": "application/json" },
    body: body && JSON.stringify(body),
  });

const later = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(sendAll, pause);
};

// What is too much to be kept there stays here, and is not tried again: the browser has it.
const sendOne = async (path, { at, ...kept }, keepalive) => {
  const instead = [...(taken.get(path) ?? [])];
  const age = Math.max(0, (Date.now() - at) / 1000); // clocks differ
  sending = path;
  const answer = await send("PUT", path, { ...kept, age, instead, page: location.pathname }, keepalive).catch(() => null);
  sending = undefined;
  if (answer?.ok) instead.forEach((tab) => taken.get(path)?.delete(tab));
  if (!answer || answer.status === 401 || answer.status >= 500) again(path, { at, ...kept });
};

const again = (path, kept) => {
  if (!waiting.has(path)) waiting.set(path, kept);
  later(AGAIN);
};

const sendAll = () => {
  const ready = [...waiting];
  waiting.clear();
  underway = ready.reduce((before, [path, kept]) => before.then(() => sendOne(path, kept)), underway);
};

export const keepOnServer = (path, { key, revision, base, words, tab, at }) => {
  typed += 1;
  waiting.set(path, { key, revision, base, words, tab, at, typed });
  later(taken.get(path)?.size ? 0 : PAUSE); // what came from elsewhere is at once this one's
};

// These words came from another tab: once this one's are there, that one's are superseded.
export const takeOver = (path, tab) => {
  if (tab && tab !== TAB) taken.set(path, (taken.get(path) ?? new Set()).add(tab));
};

export const tookOver = (path, tab) => Boolean(taken.get(path)?.has(tab));

const drop = (path, tabs) => {
  const query = new URLSearchParams(tabs.map((tab) => ["tab", tab]));
  underway = underway.then(() => send("DELETE", `${path}?${query}`).catch(() => null));
};

// It was sent, so that the server has dropped it by itself.
export const keepNoMore = (path) => {
  waiting.delete(path);
  const left = [...(taken.get(path) ?? []), ...(sending === path ? [TAB] : [])];
  if (left.length) drop(path, left);
  taken.delete(path);
};

export const dropOnServer = (path, tabs) => {
  waiting.delete(path);
  drop(path, [...new Set([TAB, ...tabs, ...(taken.get(path) ?? [])])]);
  taken.delete(path);
};

const asked = new Set();

// All claims of an article at once: they are opened one after the other.
const familyOf = (path) => path.match(/^\/articles\/\d+(?=\/)/)?.[0] ?? path;

// What the server has for these forms, the latest first; nothing of what was asked for before.
export const askServer = async (paths) => {
  const families = [...new Set(paths.map(familyOf))].filter((path) => !asked.has(path));
  if (!families.length || !document.body.dataset.keepsFor) return [];
  families.forEach((path) => asked.add(path));
  const query = new URLSearchParams(families.map((path) => ["under", path]));
  const answer = await fetch(`/kept.json?${query}`, { headers: keepsFor() }).catch(() => null);
  if (answer?.ok && answer.headers.get("Content-Type") === "application/json") return answer.json();
  families.forEach((path) => asked.delete(path));
  return [];
};

// The page goes away: what is still to be sent goes out without waiting for the answer.
const sendAtOnce = () => {
  clearTimeout(timer);
  for (const [path, kept] of waiting) sendOne(path, kept, true);
  waiting.clear();
};

export const keepOnLeaving = () => {
  window.addEventListener("pagehide", sendAtOnce);
  document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && sendAtOnce());
};
