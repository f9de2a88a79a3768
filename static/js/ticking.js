// A list of boxes to tick: how many are ticked, and one box for all of them.

export const offerAll = (name) => {
  const all = document.querySelector("[data-all] input");
  if (!all) return;
  const boxes = [...document.querySelectorAll(`[name=${name}]`)];

  const count = () => {
    const ticked = boxes.filter((box) => box.checked).length;
    document.querySelector("[data-ticked]").textContent = ticked;
    all.checked = ticked === boxes.length;
    all.indeterminate = ticked > 0 && ticked < boxes.length;
  };

  const tickAll = () => {
    for (const box of boxes) box.checked = all.checked;
    count();
  };

  all.closest("[data-counts]").hidden = false;
  all.addEventListener("change", tickAll);
  document.addEventListener("change", count);
  window.addEventListener("pageshow", count); // coming back, a browser ticks as it was left
};
