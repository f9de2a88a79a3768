// What others do here while the page is open: who has a claim open, and what was changed. The list and the text are drawn
// anew; the open claim only says that it was changed, so that nothing moves under anybody.

import { TAB } from "./keeping.js";
import { drawAnew } from "./redrawing.js";

const SOON = 2000; // milliseconds until a stream that ended is opened again
const POLL = 10000; // between two looks, where no stream is to be had
const HIDDEN = 30000; // and in a tab that nobody sees, which takes no stream from others

// The same on the tab's next page, so that nobody seems to be in two places.
const nameOfTab = () => {
  try {
    sessionStorage.workbenchTab ??= TAB;
    return sessionStorage.workbenchTab;
  } catch {
    return TAB;
  }
};

const page = document.getElementById("workbench");
const tab = nameOfTab();
const panel = () => document.getElementById("panel");
const openNumber = () => panel()?.dataset.claim ?? "";

let state = Number(page.dataset.state);
let here = []; // who else has the article open, and which claim
const changed = new Map(); // numbers of claims to who changed them last, and the state that made
let asking; // ends what is under way
let told = { change: "", names: [] }; // what was said of others already

// ---- What is shown

const words = (name, inserted) => page.dataset[name].replace("%", inserted);

const setText = (element, text) => {
  if (element && element.textContent !== text) element.textContent = text;
};

const namesAt = (number) => [...new Set(here.filter(({ claim }) => String(claim) === number).map(({ name }) => name))];

const showInRow = (row) => {
  const names = namesAt(row.dataset.claim).join(", ");
  let badge = row.querySelector(".row-here");
  if (!names) return badge?.remove();
  if (!badge) {
    badge = document.createElement("span");
    badge.className = "row-here";
    row.querySelector(".row-facts").append(badge);
  }
  setText(badge, words("hereWords", names));
};

const showInPanel = () => {
  const place = panel()?.querySelector("[data-here]");
  if (!place) return;
  const names = namesAt(openNumber()).join(", ");
  place.hidden = !names;
  setText(place, names ? words("hereWords", names) : "");
  const line = panel().querySelector("[data-changed]");
  const change = changed.get(openNumber());
  line.hidden = !(change?.state > Number(panel().dataset.state));
  if (!line.hidden) setText(line.querySelector("span"), words("changedWords", change.by));
};

// Only what is new, and where it is not said over what came of one's own acts.
const announce = () => {
  const change = panel()?.querySelector("[data-changed]:not([hidden]) > span")?.textContent ?? "";
  const names = namesAt(openNumber());
  const come = names.filter((name) => !told.names.includes(name)).join(", ");
  const fresh = [change !== told.change && change, come && words("hereWords", come)].filter(Boolean).join(" ");
  if (fresh) setText(document.getElementById("told-of-others"), fresh);
  told = { change, names };
};

export const showNews = () => {
  document.querySelectorAll("#claims [data-claim]").forEach(showInRow);
  showInPanel();
};

const isWhole = () => !document.querySelector("#claim-list > [hx-trigger=revealed]") && !document.getElementById("claims-status")?.value;

const offerList = (by) => {
  if (!isWhole() || document.querySelector("#claims .list-news")) return;
  const line = document.createElement("p");
  line.className = "list-news hint";
  const link = document.createElement("a");
  link.href = "";
  link.textContent = page.dataset.showWords;
  link.addEventListener("click", (event) => {
    event.preventDefault();
    htmx.ajax("GET", page.dataset.claims, { target: "#claim-list", swap: "innerHTML" }).then(() => line.remove());
  });
  line.append(`${words("newWords", by)} `, link);
  document.getElementById("claim-list").before(line);
};

const receive = (news) => {
  if (!news.here) return;
  state = news.state;
  here = news.here;
  for (const change of news.changed.reverse()) {
    changed.set(String(change.claim), change);
    if (!document.getElementById(`row-${change.claim}`)) offerList(change.by);
  }
  drawAnew(news);
  showNews();
  announce();
};

// ---- How it comes

const asked = (address) => {
  const query = { tab, since: state, ...(openNumber() && { claim: openNumber() }) };
  asking = new AbortController();
  return fetch(`${address}?${new URLSearchParams(query)}`, { signal: asking.signal });
};

const isOf = (answer, type) => answer.status === 200 && answer.headers.get("Content-Type")?.startsWith(type);

const heed = (event) => {
  const data = event.match(/^data: (.*)$/m)?.[1];
  if (data) receive(JSON.parse(data));
};

const readAll = async (reader) => {
  let rest = "";
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    const events = (rest + part.value).split("\n\n");
    rest = events.pop();
    events.forEach(heed);
  }
};

// Whether there was one.
const stream = async () => {
  const answer = await asked(page.dataset.news);
  if (!isOf(answer, "text/event-stream")) return false;
  await readAll(answer.body.pipeThrough(new TextDecoderStream()).getReader());
  return true;
};

const poll = async () => {
  const answer = await asked(page.dataset.latest);
  if (isOf(answer, "application/json")) receive(await answer.json());
};

let timer;

const next = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(listen, pause * (0.75 + Math.random() / 2)); // not all tabs at once
};

const listen = async () => {
  const own = (round += 1);
  let streamed = false;
  try {
    streamed = !document.hidden && (await stream());
    if (!streamed) await poll();
  } catch {
    streamed = false; // the server does not answer, or the page went on to another claim
  }
  if (own === round) next(document.hidden ? HIDDEN : streamed ? SOON : POLL);
};

let round = 0; // what an earlier one still waits for starts nothing anew

// The server is told which claim is open now.
const listenAnew = () => {
  asking?.abort();
  round += 1;
  next(200);
};

let open = openNumber();

const afterSwap = () => {
  showNews();
  if (open === openNumber()) return;
  open = openNumber();
  told = { change: "", names: [] };
  listenAnew();
};

export const listenForNews = () => {
  document.addEventListener("htmx:after:swap", afterSwap);
  document.addEventListener("visibilitychange", listenAnew);
  window.addEventListener("pagehide", () => {
    round += 1;
    asking?.abort();
  });
  window.addEventListener("pageshow", ({ persisted }) => persisted && listenAnew());
  next(300);
};
