// A button that prints the page, where scripts run; without them the page says how.

for (const box of document.querySelectorAll("[data-print]")) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => print());
}
