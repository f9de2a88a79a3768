// What is typed and not saved yet, as it is kept in this browser: by the address it will be sent to.

// Whoever uses this browser next finds only their own words in it.
const KEPT = `workbench.kept:${document.body.dataset.keepsFor}:`;
const NOT_WORDS = new Set(["csrf_token", "submission_key", "revision", "start", "end", "exact"]);

export const keyOf = (form) => KEPT + new URL(form.action).pathname;

export const wordsIn = (form) =>
  JSON.stringify([...new FormData(form)].filter(([name, value]) => !NOT_WORDS.has(name) && typeof value === "string"));

export const put = (form) => {
  const [key, revision] = ["submission_key", "revision"].map((name) => form.elements[name]?.value);
  localStorage.setItem(keyOf(form), JSON.stringify({ key, revision, words: wordsIn(form) }));
};

export const take = (name) => JSON.parse(localStorage.getItem(name));

export const drop = (name) => localStorage.removeItem(name);

const names = () => Object.keys(localStorage).filter((name) => name.startsWith(KEPT));

// The names of what is kept for an address and for those below it.
export const namesUnder = (path) => names().filter((name) => `${name}/`.startsWith(`${KEPT}${path}/`));

// A form that was sent as a page of its own: the server names its key when it was carried out.
export const dropDone = () => {
  const done = document.cookie.match(/(?:^|; )workbench-done=([^;]+)/)?.[1];
  if (done) names().filter((name) => take(name).key === done).forEach(drop);
};
