// At a shared computer: asks in time whether somebody is still there, and leaves when nobody answers.

const line = document.querySelector("[data-shared]");
const out = document.getElementById("sign-out");
const seconds = 1000;
// The server notes a use once a minute only, so that its end may come that much before it says.
const most = (Number(line.dataset.shared) - 65) * seconds;
// So long before that somebody is asked: time to come back from the kettle.
const warned = 150 * seconds;
// So long before it ends however much it is used.
const warnedOfEnd = 300 * seconds;
// Typing counts as use, and is told to the server and to other tabs no more often than this.
const told = 240 * seconds;
const shared = 5 * seconds;
const NEWS = "dlp-here";
// When it was used last, in any tab; when the server last heard of it; when it ends in any case.
let last = Date.now();
let heard = last;
let ends = last + Number(line.dataset.left) * seconds;
// Whether it ends later when somebody says that they stay; if not, each tab says so once.
let stays = "stays" in line.dataset;
let warnedOnce = false;
let dialog;
let published = 0;

const attempt = (call) => {
  try {
    return call();
  } catch {
    return null;
  }
};

const publish = () => {
  published = Date.now();
  attempt(() => localStorage.setItem(NEWS, [last, heard, ends, Number(stays)].join(" ")));
};

const tell = async (longer) => {
  heard = Date.now();
  const body = new URLSearchParams({ csrf_token: out.elements.csrf_token.value });
  if (longer) body.set("longer", "script");
  publish();
  const answer = await fetch("/account/sign-ins/still-here", { method: "POST", body, redirect: "manual" }).catch(() => null);
  if (!longer || answer?.status !== 200) return;
  const [left, isLast] = (await answer.text()).split(" ");
  ends = Date.now() + Number(left) * seconds;
  stays = !isLast;
  publish();
};

const used = () => {
  last = Date.now();
  if (last - published > shared) publish();
  if (last - heard > told) tell();
};

// Nobody is there to ask: what is sealed here stays for its writer, and all else goes.
const leave = () => {
  clearInterval(watch);
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

const minutes = (until) => {
  const whole = Math.max(1, Math.floor((until - Date.now()) / 60 / seconds));
  return whole === 1 ? "one minute" : `${whole} minutes`;
};

const ask = (title, text, answered, words = "I am still here") => {
  dialog = document.createElement("dialog");
  dialog.className = "dlp-asks";
  dialog.setAttribute("aria-labelledby", "dlp-here");
  dialog.setAttribute("aria-describedby", "dlp-here-why");
  const heading = document.createElement("h2");
  Object.assign(heading, { id: "dlp-here", className: "nhsuk-heading-m", textContent: title });
  const why = document.createElement("p");
  Object.assign(why, { id: "dlp-here-why", textContent: text });
  const stay = document.createElement("button");
  Object.assign(stay, { className: "nhsuk-button", textContent: words });
  stay.onclick = () => dialog.close();
  // Escape says the same as the button.
  dialog.onclose = () => {
    dialog.remove();
    dialog = null;
    last = Date.now();
    answered();
  };
  dialog.append(heading, why, stay);
  document.body.append(dialog);
  dialog.showModal();
};

const look = () => {
  const now = Date.now();
  const unused = heard + most;
  if (now >= ends || now >= unused) return leave();
  if (now >= unused - warned) {
    // It was used since the server heard of it: it only has to be told.
    if (last > heard) return void tell();
    if (!dialog) ask("Are you still there?", `This computer is shared. In ${minutes(unused)} we sign you out.`, tell);
  } else if (now >= ends - warnedOfEnd && !dialog && !warnedOnce) {
    const because = `You have been here for long, and this computer is shared. In ${minutes(ends)} we sign you out`;
    if (stays) return ask("Would you like to stay?", `${because}, unless you stay.`, () => tell(true));
    warnedOnce = true;
    ask("This sign-in ends soon", `${because}. Save your work before that, and sign in again.`, tell, "I have read this");
  }
};

for (const name of ["input", "keydown", "pointerdown", "wheel", "touchmove"]) {
  addEventListener(name, (event) => dialog?.contains(event.target) || used(), { passive: true });
}
// Another tab was used, or asked.
addEventListener("storage", ({ key, newValue }) => {
  if (key !== NEWS || !newValue) return;
  const [was, knows, until, more] = newValue.split(" ").map(Number);
  const isNews = knows > heard || until > ends;
  last = Math.max(last, was);
  heard = Math.max(heard, knows || 0);
  if (until > ends) stays = Boolean(more);
  ends = Math.max(ends, until || 0);
  if (!dialog || !isNews) return;
  dialog.onclose = null;
  dialog.remove();
  dialog = null;
});
// A page that was put away, or a computer that slept, looks at once when it is back.
addEventListener("pageshow", look);
document.addEventListener("visibilitychange", () => document.hidden || look());
const watch = setInterval(look, 5000);
publish();
