// Words that were typed into a form which is gone, as when somebody else proposed a verdict first:
// they are shown to be copied, until they are discarded or the form is back.

import { discardKept, keepable, keyOf, namesUnder, take } from "./kept.js";

export const paragraph = (words) => {
  const shown = document.createElement("p");
  shown.className = "kept";
  shown.textContent = words;
  return shown;
};

export const showStranded = () => {
  const place = document.querySelector("[data-stranded]");
  if (!place) return;
  const forms = new Set(keepable().map(keyOf));
  const stranded = namesUnder(place.dataset.stranded).filter((name) => !forms.has(name));
  const typed = stranded.flatMap((name) => take(name)?.typed ?? []);
  place.hidden = !typed.length;
  place.querySelector("div").replaceChildren(...typed.map(paragraph));
  place.querySelector("button").onclick = () => {
    stranded.forEach(discardKept);
    place.hidden = true;
  };
};
