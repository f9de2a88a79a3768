// A form sends one thing at a time. What is pressed before the answer is there waits for it, and then goes out with
// the words that stand there by then, under the key and the revision that the answer brought.

import { formOf, keepable, keyOf, leadsAway, wordsIn } from "./kept.js";
import { say } from "./messages.js";

const turns = new Map(); // the keys of forms to what each has sent, and the address that waits

const takeTurn = (event) => {
  const { ctx } = event.detail;
  const form = formOf(ctx);
  if (ctx.request.method === "GET" || !form?.matches("[data-keep]")) return;
  const turn = turns.get(keyOf(form));
  if (!turn) return turns.set(keyOf(form), { ctx, words: wordsIn(form) });
  turn.next = ctx.request.action;
  event.preventDefault();
};

// A double click is one act; and what adds something adds it once.
const isDone = (form, { ctx, words, next }) =>
  next === ctx.request.action && (wordsIn(form) === words || form.matches("[data-begins-anew]"));

const press = (form, address) => {
  if (form.getAttribute("hx-post") === address) return form.requestSubmit();
  [...form.elements].find((control) => control.getAttribute("hx-post") === address)?.click();
};

// After a refusal people look first, and on a page that is loaded anew; and where the form is gone its new
// revision is not told.
const endTurn = ({ detail: { ctx } }) => {
  const [key, turn] = [...turns].find(([, taken]) => taken.ctx === ctx) ?? [];
  turns.delete(key);
  if (!turn?.next || leadsAway(ctx) || !(ctx.response?.status < 400)) return;
  const form = keepable().find((other) => keyOf(other) === key);
  if (!form) return say(document.body.dataset.unsentWords);
  if (!isDone(form, turn)) press(form, turn.next);
};

export const takeTurns = () => {
  document.addEventListener("htmx:config:request", takeTurn);
  document.addEventListener("htmx:finally:request", endTurn);
};
