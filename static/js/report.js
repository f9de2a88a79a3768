// A report with a script: steps from claim to claim, and what was chosen stands in the address, so that it
// can be passed on. Everything else is done by links, radios and style sheets.

const report = document.querySelector(".report");
const steps = report.querySelector("[data-steps]");
const radios = [...report.querySelectorAll(".choosing input")];

const notes = () => [...report.querySelectorAll(".note")].filter((note) => note.offsetParent);

// Steps count from the note that was stepped to last, as long as it is in sight, else from the middle of what is.
let last = null;

const inSight = (note) => {
  const { top, bottom } = note.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
};

const nextOf = (all, by) => {
  const at = all.indexOf(last);
  if (at >= 0 && inSight(last)) return all[at + by];
  const middle = (note) => note.getBoundingClientRect().top > innerHeight / 2;
  return by > 0 ? all.find(middle) : all.findLast((note) => !middle(note));
};

const stepTo = (by) => {
  const note = nextOf(notes(), by);
  if (!note) return;
  last = note;
  note.scrollIntoView({ block: "center" });
  note.querySelector(".note-title a").focus({ preventScroll: true, focusVisible: true });
};

const chosen = () =>
  radios.filter((radio) => radio.checked && !radio.defaultChecked).map((radio) => [radio.name, radio.value]);

const noteAddress = () => {
  const { pathname, hash } = location;
  const query = new URLSearchParams(chosen());
  history.replaceState(null, "", `${pathname}${query.size ? `?${query}` : ""}${hash}`);
};

const chooseAsAddressed = () => {
  for (const [name, value] of new URLSearchParams(location.search)) {
    const radio = radios.find((each) => each.name === name && each.value === value);
    if (radio) radio.checked = true;
  }
};

// Whoever is led to a claim finds it, whatever was chosen before.
const showTarget = () => {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  if (!target || target.offsetParent || !target.closest(".report-text")) return;
  for (const radio of radios) radio.checked = radio.defaultChecked;
  noteAddress();
  target.scrollIntoView();
};

if (steps) {
  chooseAsAddressed();
  steps.hidden = false;
  steps.addEventListener("click", ({ target }) => {
    const button = target.closest("[data-step]");
    if (button) stepTo(Number(button.dataset.step));
  });
  for (const radio of radios) radio.addEventListener("change", noteAddress);
  addEventListener("hashchange", showTarget);
  showTarget();
}
