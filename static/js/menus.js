// Menus are <details>: they open and close without this. With it they also close when one of their
// acts is chosen, when the attention goes elsewhere, and on Escape, which leaves the focus on them.

const openMenus = () => document.querySelectorAll("details.menu[open]");

const closeOthers = ({ target }) => {
  for (const menu of openMenus()) {
    if (!menu.contains(target)) menu.open = false;
  }
};

const closeChosen = ({ target }) => {
  const chosen = target.closest(".menu-list a, .menu-list button");
  if (chosen) chosen.closest("details.menu").open = false;
};

const closeOnEscape = ({ key }) => {
  if (key !== "Escape") return;
  for (const menu of openMenus()) {
    menu.open = false;
    menu.querySelector("summary").focus();
  }
};

document.addEventListener("click", closeOthers);
document.addEventListener("click", closeChosen);
document.addEventListener("focusin", closeOthers);
document.addEventListener("keydown", closeOnEscape);
