// A page without a script of its own: its keys, and words that are not saved yet. What a key does is
// a link or a button anyway.

import { keepForms } from "./forms.js";
import { listenForKeys } from "./keys.js";

const follow = (relation) => document.querySelector(`main a[rel="${relation}"]`)?.click();

keepForms();
listenForKeys({
  n: () => follow("next"),
  p: () => follow("prev"),
  "/": () => document.getElementById("site-search")?.focus(),
  "?": () => document.getElementById("keys")?.togglePopover(),
});
