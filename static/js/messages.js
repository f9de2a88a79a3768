// What went wrong, said above the page.

export const say = (words) => {
  const message = document.createElement("p");
  message.className = "message is-error";
  message.setAttribute("role", "alert");
  message.textContent = words;
  document.getElementById("messages").replaceChildren(message);
};
