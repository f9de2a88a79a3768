// A return needs words: the comment, or a point on something above. Only while there is no point is the comment asked for.

const comment = document.querySelector("#decision #comment");
const points = [...document.querySelectorAll("textarea[data-point]")];

const ask = () => {
  comment.required = !points.some((point) => point.value.trim());
};

if (comment) {
  points.forEach((point) => point.addEventListener("input", ask));
  // Words that this browser had kept are put back without being typed.
  comment.form.addEventListener("submit", ask, true);
  document.addEventListener("click", ask, true);
  document.addEventListener("keydown", ask, true);
  ask();
}
