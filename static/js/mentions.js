// Offering colleagues' names while a comment is typed: after an @ the names that go on like that
// stand as buttons below it. Typed by hand a name does the same.

const MOST = 6;

const names = () => [...document.querySelectorAll("#colleagues li")].map((item) => item.textContent.slice(1));

// What stands between the last @ and the caret, if a name may begin there.
const begun = (field) => field.value.slice(0, field.selectionStart).match(/(?:^|[^\w@])@([^@\n]{0,40})$/)?.[1];

const offers = (field) => {
  if (field.nextElementSibling?.matches(".names")) return field.nextElementSibling;
  const list = document.createElement("div");
  list.className = "names";
  list.setAttribute("aria-live", "polite");
  field.after(list);
  return list;
};

const button = (name) => {
  const made = document.createElement("button");
  made.type = "button";
  made.className = "button is-small";
  made.dataset.mention = name;
  made.textContent = `@${name}`;
  return made;
};

const offer = (field) => {
  const words = begun(field)?.toLowerCase();
  const fitting = words === undefined ? [] : names().filter((name) => name.toLowerCase().startsWith(words) && name.toLowerCase() !== words);
  if (fitting.length || field.nextElementSibling?.matches(".names")) offers(field).replaceChildren(...fitting.slice(0, MOST).map(button));
};

const take = (choice) => {
  const field = choice.parentElement.previousElementSibling;
  const end = field.selectionStart;
  field.setRangeText(`${choice.dataset.mention} `, end - (begun(field) ?? "").length, end, "end");
  field.focus();
  field.dispatchEvent(new Event("input", { bubbles: true }));
};

const move = (event) => {
  const { target, key } = event;
  if (!["ArrowDown", "ArrowRight", "ArrowLeft", "ArrowUp", "Escape"].includes(key)) return;
  if (target.matches("[data-mentions]") && key === "ArrowDown") {
    const first = target.nextElementSibling?.matches(".names") && target.nextElementSibling.firstElementChild;
    if (first) event.preventDefault(), first.focus();
  } else if (target.matches("[data-mention]")) {
    event.preventDefault();
    event.stopPropagation();
    const beside = ["ArrowDown", "ArrowRight"].includes(key) ? target.nextElementSibling : target.previousElementSibling;
    (key === "Escape" ? target.parentElement.previousElementSibling : (beside ?? target.parentElement.previousElementSibling)).focus();
  }
};

export const offerNames = () => {
  document.addEventListener("input", ({ target }) => target.matches?.("[data-mentions]") && offer(target));
  document.addEventListener("keydown", move);
  document.addEventListener("click", ({ target }) => target.matches?.("[data-mention]") && take(target));
};
