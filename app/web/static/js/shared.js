// At a shared computer: asks in time whether somebody is still there, and leaves when nobody answers.

const line = document.querySelector("[data-shared]");
const out = document.getElementById("sign-out");
// Seconds. Leaves a little before the server ends it, so that what is under way is still taken.
const most = Number(line.dataset.shared) - 30;
const warned = 120;
// Typing counts as use, and is told no more often than this.
const told = 240;
const NEWS = "dlp-here";
let last = Date.now();
let sent = last;
let dialog;

const attempt = (call) => {
  try {
    return call();
  } catch {
    return null;
  }
};

const tell = async () => {
  sent = Date.now();
  attempt(() => localStorage.setItem(NEWS, String(sent)));
  const body = new URLSearchParams({ csrf_token: out.elements.csrf_token.value });
  await fetch("/account/sign-ins/still-here", { method: "POST", body, redirect: "manual" }).catch(() => {});
};

const used = () => {
  last = Date.now();
  dialog?.close();
  if (last - sent > told * 1000) tell();
};

// Nobody is there to ask: what is sealed here stays for its writer, and all else goes.
const leave = () => {
  attempt(() => sessionStorage.clear());
  // The other tabs empty themselves (kept.js).
  attempt(() => localStorage.setItem("dlp-out", "1"));
  attempt(() => localStorage.removeItem("dlp-out"));
  const note = document.createElement("input");
  Object.assign(note, { type: "hidden", name: "store", value: "shared" });
  out.append(note);
  document.getElementById("maincontent").replaceChildren();
  out.submit();
};

const ask = () => {
  dialog = document.createElement("dialog");
  dialog.className = "dlp-asks";
  dialog.setAttribute("aria-labelledby", "dlp-here");
  const heading = document.createElement("h2");
  Object.assign(heading, { id: "dlp-here", className: "nhsuk-heading-m", textContent: "Are you still there?" });
  const words = document.createElement("p");
  words.textContent = "This computer is shared. In two minutes we sign you out.";
  const stay = document.createElement("button");
  Object.assign(stay, { className: "nhsuk-button", textContent: "I am still here" });
  stay.onclick = () => {
    sent = 0;
    used();
  };
  dialog.onclose = () => {
    dialog.remove();
    dialog = null;
  };
  dialog.append(heading, words, stay);
  document.body.append(dialog);
  dialog.showModal();
};

const look = () => {
  const quiet = (Date.now() - last) / 1000;
  if (quiet >= most) return leave();
  if (quiet >= most - warned && !dialog) ask();
};

for (const name of ["input", "keydown", "pointerdown"]) {
  addEventListener(name, (event) => dialog?.contains(event.target) || used(), { passive: true });
}
// Another tab was used.
addEventListener("storage", ({ key, newValue }) => {
  if (key !== NEWS || !newValue) return;
  last = Math.max(last, Number(newValue));
  dialog?.close();
});
// A page that was put away, or a computer that slept, looks at once when it is back.
addEventListener("pageshow", look);
document.addEventListener("visibilitychange", () => document.hidden || look());
setInterval(look, 5000);
attempt(() => localStorage.setItem(NEWS, String(last)));
