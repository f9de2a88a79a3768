// A page without a script of its own: its keys. What a key does is a link or a button anyway.

import { listenForKeys } from "./keys.js";

const follow = (relation) => document.querySelector(`main a[rel="${relation}"]`)?.click();

listenForKeys({
  n: () => follow("next"),
  p: () => follow("prev"),
  "/": () => document.getElementById("site-search")?.focus(),
  "?": () => document.getElementById("keys")?.togglePopover(),
});
