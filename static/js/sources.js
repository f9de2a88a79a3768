// Choosing a source of the library while its title is typed.

const options = (form) => [...form.querySelectorAll("[data-source-id]")];

const choose = (option) => {
  const form = option.closest("form");
  form.elements.source_id.value = option.dataset.sourceId;
  form.elements.source_title.value = option.dataset.sourceTitle;
  option.closest(".source-found").replaceChildren();
  form.elements.source_title.dispatchEvent(new Event("input", { bubbles: true }));
  form.elements.source_id.value = option.dataset.sourceId;
  (form.elements.quote ?? form.elements.source_title).focus();
};

// Other words are another source: what was chosen before no longer holds.
const typed = ({ target }) => {
  if (target.name === "source_title" && target.form.elements.source_id) target.form.elements.source_id.value = "";
};

const move = (event) => {
  const form = event.target.form ?? event.target.closest("form");
  const list = form ? options(form) : [];
  if (!list.length || !["ArrowDown", "ArrowUp"].includes(event.key)) return;
  const inList = event.target.matches("[data-source-id]");
  if (!inList && event.target.name !== "source_title") return;
  event.preventDefault();
  const next = list.indexOf(event.target) + (event.key === "ArrowDown" ? 1 : -1);
  (list[next] ?? form.elements.source_title).focus();
};

export const offerSources = () => {
  document.addEventListener("input", typed);
  document.addEventListener("keydown", move);
  document.addEventListener("click", ({ target }) => {
    const option = target.closest("[data-source-id]");
    if (option?.closest("form")) choose(option);
  });
};
