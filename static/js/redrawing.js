// What others changed is drawn anew: lines of the list, the head, and blocks of the text. What somebody is at stays as it
// is until they have left it, so that nothing moves under their hands.

import { stage, text } from "./pointing.js";

const AGAIN = 2000; // milliseconds until what was in use is looked at again

const page = document.getElementById("workbench");
const wanted = new Set(); // ids of parts of the page that look different by now
let asking = false;
let timer;

const isSelectedIn = (element) => {
  const selection = document.getSelection();
  return selection.rangeCount > 0 && !selection.isCollapsed && selection.getRangeAt(0).intersectsNode(element);
};

// A sentence keeps the focus while its block is drawn anew; the bar is about words that may be selected no more.
const isBeingMarked = (block) => isSelectedIn(block) || Boolean(stage.querySelector("#selection-bar:focus-within"));

const isInUse = (element) => {
  if (element.matches(":active")) return true;
  if (text.contains(element)) return isBeingMarked(element);
  return element.contains(document.activeElement) || Boolean(element.querySelector("details[open]"));
};

const isFree = (id) => {
  const element = document.getElementById(id);
  return !element || !isInUse(element);
};

const numbers = (ids, kind) => ids.filter((id) => id.startsWith(kind)).map((id) => id.slice(kind.length)).join(".");

const addressOf = (ids) => {
  const open = document.getElementById("panel")?.dataset.claim;
  const query = { version: page.dataset.version, claims: numbers(ids, "row-"), blocks: numbers(ids, "block-") };
  return `${page.dataset.shown}?${new URLSearchParams({ ...query, ...(open && { open }) })}`;
};

const fetchParts = async (ids) => {
  const answer = await fetch(addressOf(ids));
  if (answer.status !== 200) return;
  await htmx.swap({ text: await answer.text(), sourceElement: page, target: page, swap: "none", push: "false" });
};

const drawFree = async () => {
  const free = [...wanted].filter(isFree);
  if (asking || !free.length) return;
  asking = true;
  free.forEach((id) => wanted.delete(id));
  try {
    await fetchParts(free);
  } catch {
    free.forEach((id) => wanted.add(id)); // the server does not answer
  }
  asking = false;
};

const draw = async () => {
  await drawFree();
  clearTimeout(timer);
  if (wanted.size) timer = setTimeout(draw, AGAIN);
};

// What somebody turned to while the answer was under way.
const holdBack = ({ detail: { ctx, tasks } }) => {
  if (!isOfOthers(ctx)) return;
  const held = tasks.filter(({ target }) => target !== page && target && isInUse(target));
  held.forEach(({ target }) => wanted.add(target.id));
  tasks.splice(0, tasks.length, ...tasks.filter((task) => !held.includes(task)));
};

// Whether what is put into the page came of others' acts and not of one's own.
export const isOfOthers = (ctx) => ctx?.sourceElement === page;

// `changed`: claims; `sentences`: the positions of those that were set aside or taken up again.
export const drawAnew = ({ changed, sentences }) => {
  const marks = changed.flatMap(({ claim }) => [...text.querySelectorAll(`mark[data-claims="${claim}"]`)]);
  const decided = sentences.map((position) => document.getElementById(`sentence-${position}`));
  const blocks = [...marks, ...decided].map((element) => element?.closest(".block")?.id);
  [...changed.map(({ claim }) => `row-${claim}`), ...blocks].filter(Boolean).forEach((id) => wanted.add(id));
  if (wanted.size) draw();
};

document.addEventListener("htmx:before:swap", holdBack);
