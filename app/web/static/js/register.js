// The register of a session: each tap is saved by itself, and one that cannot be saved is kept and tried again.

const form = document.querySelector("[data-register]");
const says = form?.querySelector("[data-register-says]");
const kept = `register-${form?.dataset.register}`;
// Whom a tap is about, and what was chosen; in the order of the taps.
let waiting = new Map();
let busy = false;
let stopped = false;
// The button that waits until all taps are saved.
let pressed = null;
let wait = 2000;
let timer;

const row = (id) => form.querySelector(`input[name="row"][value^="${id} "]`);
const of = (input) => input.closest("fieldset").querySelector('input[name="row"]');
const cut = (field) => [field.value.slice(0, 36), field.value.slice(37)];
const count = (number) => (number === 1 ? "1 tap" : `${number} taps`);

const say = (words, lost = false) => {
  const { noted, people } = form.dataset;
  says.textContent = `${noted} of ${people} noted. ${words}`;
  says.parentElement.classList.toggle("dlp-register-bar--lost", lost);
};

const remember = () => {
  try {
    if (waiting.size) sessionStorage.setItem(kept, JSON.stringify([...waiting]));
    else sessionStorage.removeItem(kept);
  } catch {
    // A browser that keeps nothing still saves each tap.
  }
};

const mark = (field, state, words) => {
  const box = field.closest("fieldset");
  box.querySelector("[data-says]")?.remove();
  if (!words) return;
  // Beside the name, so that nothing moves under the thumb.
  const line = document.createElement("span");
  line.dataset.says = state;
  line.textContent = ` ${words}`;
  box.querySelector("legend").append(line);
};

const choose = (field, how) => {
  for (const input of field.closest("fieldset").querySelectorAll('input[type="radio"]')) {
    input.checked = input.value === how;
    delete input.dataset.hint;
  }
};

// What the server now keeps of somebody.
const know = (field, how) => {
  const [id, before] = cut(field);
  field.value = `${id} ${how}`;
  form.dataset.noted = Number(form.dataset.noted) + (how ? 1 : 0) - (before ? 1 : 0);
  const hint = field.closest("fieldset").querySelector("p");
  if (hint) hint.dataset.past = "";
};

const later = () => {
  clearTimeout(timer);
  timer = setTimeout(send, wait);
  wait = Math.min(wait * 2, 30000);
};

// Trying again would not help.
class Stop extends Error {}

const ask = async (taps) => {
  const body = new URLSearchParams();
  body.set("csrf_token", form.elements.csrf_token.value);
  body.set("seen", form.dataset.seen);
  taps.forEach(([id, tap], place) => {
    body.append("row", `${id} ${tap.before}`);
    body.set(`how${place + 1}`, tap.how);
  });
  const answer = await fetch(form.action, {
    method: "POST",
    body,
    headers: { Accept: "application/json" },
    redirect: "manual",
    signal: AbortSignal.timeout(15000),
  });
  if (answer.type === "opaqueredirect" || answer.status === 400) {
    throw new Stop("You are signed out. Sign in and open this page again: they are kept here.");
  }
  if (answer.status >= 401 && answer.status < 500) throw new Stop("Load this page again to see why.");
  if (!answer.ok) throw new Error(answer.status);
  return answer.json();
};

const settle = (taps, answer) => {
  const clashes = new Map(answer.clashes.map((one) => [one.row, one]));
  for (const [id, tap] of taps) {
    const field = row(id);
    const clash = clashes.get(id);
    const again = waiting.get(id);
    if (again && again.how !== tap.how && !clash) again.before = tap.how;
    else waiting.delete(id);
    if (!field) continue;
    know(field, clash ? clash.how : tap.how);
    if (clash) choose(field, clash.how);
    mark(field, clash ? "clash" : "saved", clash ? clash.words : again && again.how !== tap.how ? "" : "Saved");
  }
  for (const { row: id, how, by } of answer.news) {
    const field = row(id);
    if (!field || waiting.has(id) || clashes.has(id) || cut(field)[1] === how) continue;
    know(field, how);
    choose(field, how);
    mark(field, "news", `${by || "Somebody else"} noted this.`);
  }
  form.dataset.seen = answer.seen;
  remember();
};

const lose = (why) => {
  for (const id of waiting.keys()) {
    const field = row(id);
    if (field) mark(field, "lost", "Not saved yet");
  }
  if (waiting.size) say(`${count(waiting.size)} not saved. ${why}`, true);
};

const send = async () => {
  if (busy) return;
  clearTimeout(timer);
  busy = true;
  const taps = [...waiting].map(([id, tap]) => [id, { ...tap }]);
  if (taps.length) say("Saving…");
  let good = false;
  try {
    settle(taps, await ask(taps));
    good = true;
    wait = 2000;
    if (taps.length && !waiting.size) say("All saved.");
  } catch (error) {
    stopped = error instanceof Stop;
    lose(stopped ? error.message : "We keep trying; leave this page open.");
  }
  busy = false;
  if (good && waiting.size) send();
  else if (waiting.size && !stopped) later();
  else if (good && pressed) {
    const button = pressed;
    pressed = null;
    form.requestSubmit(button);
  }
};

const tap = (input) => {
  const field = of(input);
  const [id, before] = cut(field);
  delete input.dataset.hint;
  if (before === input.value && !busy) waiting.delete(id);
  else waiting.set(id, { before: waiting.get(id)?.before ?? before, how: input.value });
  mark(field, "", "");
  remember();
  if (waiting.size) send();
  else say("");
};

const restore = () => {
  try {
    waiting = new Map(JSON.parse(sessionStorage.getItem(kept) ?? "[]"));
  } catch {
    waiting = new Map();
  }
  for (const [id, { how }] of waiting) {
    const field = row(id);
    if (field) choose(field, how);
  }
  if (waiting.size) send();
};

if (form && says) {
  document.getElementById("register-how").textContent = "Tap how each person took part. Each tap is saved by itself.";
  restore();
  form.addEventListener("change", (event) => {
    if (event.target.type === "radio") tap(event.target);
  });
  // The buttons send the whole page; with no connection that would lead nowhere.
  form.addEventListener(
    "submit",
    (event) => {
      if (navigator.onLine && !busy && !waiting.size) return;
      event.preventDefault();
      pressed = event.submitter;
      if (!navigator.onLine) lose("There is no connection now. Your taps are kept here.");
      if (!navigator.onLine && !waiting.size) say("There is no connection now. Try again when it is back.", true);
      send();
    },
    true,
  );
  addEventListener("online", send);
  // What somebody else notes at the same time.
  setInterval(() => document.visibilityState === "visible" && !stopped && !waiting.size && send(), 20000);
}
