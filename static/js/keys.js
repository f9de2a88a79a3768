// Keys: every control that has one says so in `data-key`; pressing it is clicking the control.

import { read, write } from "./storage.js";

const SWITCH = "workbench.single-keys";
const TYPING = "input:not([type=radio], [type=checkbox]), textarea, select, [contenteditable]";

const singleKeysOn = () => read(SWITCH) !== "off";

// "c", "Shift+A", "Ctrl+S", "?", "/": as they are written beside the controls.
const nameOf = (event) => {
  const isLetter = /^[a-z]$/i.test(event.key);
  if (event.ctrlKey || event.metaKey) return `Ctrl+${event.key.toUpperCase()}`;
  if (isLetter && event.shiftKey) return `Shift+${event.key.toUpperCase()}`;
  return isLetter ? event.key.toLowerCase() : event.key;
};

const isSeen = (element) => element.getClientRects().length > 0 && !element.disabled;

const controlFor = (name) =>
  [...document.querySelectorAll(`[data-key="${CSS.escape(name)}"]`)].find(isSeen);

const press = (control) => {
  const opens = control.matches("summary") && !control.parentElement.open;
  if (opens || !control.matches("summary")) control.click();
  if (control.matches("summary")) control.parentElement.querySelector("[data-first]")?.focus();
};

const mayActOn = (event, name) => {
  if (event.altKey || event.isComposing || event.defaultPrevented) return false;
  if (name.startsWith("Ctrl+")) return name === "Ctrl+S";
  return singleKeysOn() && !event.target.matches?.(TYPING);
};

const offerSwitch = () => {
  const label = document.querySelector("[data-single-keys]");
  const box = label?.querySelector("input");
  if (!box) return;
  label.hidden = false;
  box.checked = singleKeysOn();
  box.addEventListener("change", () => write(SWITCH, box.checked ? "on" : "off"));
};

// Out of a field, to the part of the page that it is in.
const leave = (field) =>
  (field.closest("[tabindex]") ?? document.getElementById("main")).focus({ preventScroll: true });

// `actions` maps names of keys to functions, for what no control on the page stands for.
export const listenForKeys = (actions) => {
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && event.target.matches?.(TYPING)) return leave(event.target);
    const name = nameOf(event);
    if (!mayActOn(event, name)) return;
    const control = actions[name] ? null : controlFor(name);
    if (!actions[name] && !control) return;
    event.preventDefault();
    if (control) event.repeat || press(control); // held down, a key is one act; what only moves goes on
    else actions[name]();
  });
  offerSwitch();
};
