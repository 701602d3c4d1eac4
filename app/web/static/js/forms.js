// Small helps for forms: where the mistakes are, how much room is left, and no form sent twice.

document.querySelector("[data-error-summary]")?.focus();

// A page with many boxes says the limit once; each box gets its own line when somebody writes in it.
const lineUnder = (box) => {
  const line = document.createElement("div");
  line.className = "nhsuk-hint nhsuk-character-count__message";
  box.after(line);
  return line;
};

for (const box of document.querySelectorAll("textarea[data-maxlength]")) {
  const most = Number(box.dataset.maxlength);
  const words = document.getElementById(`${box.id}-left`) ?? ("line" in box.dataset ? lineUnder(box) : null);
  if (!words) continue;
  // A long box says how much is left only near its end.
  const near = Number(box.dataset.leftFrom ?? Infinity);
  const before = words.textContent;
  // Read out only when the writer pauses; shown at once.
  const spoken = document.createElement("div");
  spoken.className = "nhsuk-u-visually-hidden";
  spoken.setAttribute("aria-live", "polite");
  words.after(spoken);
  let pause;
  const count = () => {
    // As the server counts: a character is a code point, and a new line is two.
    const left = most - [...box.value.replace(/\n/g, "\r\n")].length;
    const size = Math.abs(left).toLocaleString("en-GB");
    const noun = Math.abs(left) === 1 ? "character" : "characters";
    const told = left < 0 ? `You have ${size} ${noun} too many` : `You have ${size} ${noun} left`;
    words.textContent = left > near ? before : told;
    words.classList.toggle("dlp-left--over", left < 0);
    clearTimeout(pause);
    pause = setTimeout(() => (spoken.textContent = left > near ? "" : told), 1000);
  };
  box.addEventListener("input", count);
  if (box.value) count();
}

// A download leaves the page as it was, so a form opens again after a while.
let sent = new WeakSet();
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (event.defaultPrevented || form.method !== "post") return;
  if (sent.has(form)) return event.preventDefault();
  sent.add(form);
  setTimeout(() => sent.delete(form), 5000);
});
addEventListener("pageshow", () => (sent = new WeakSet()));
