// What went wrong, said above the page; and what was done, for those who hear it.

export const tell = (words) => {
  document.getElementById("told").textContent = words;
};

export const say = (words) => {
  const message = document.createElement("p");
  message.className = "message is-error";
  message.setAttribute("role", "alert");
  message.textContent = words;
  document.getElementById("messages").replaceChildren(message);
};
