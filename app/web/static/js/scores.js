// Numbers on a scale: each is kept in this browser as soon as it is given, and with us right after. What cannot be sent
// waits, sealed like unsent words, and is sent as soon as it can be, from whichever page is opened next.

const { search } = new URL(import.meta.url);
const near = (name) => import(new URL(`kept/${name}.js${search}`, import.meta.url));
const [store, { send: sendOnce }] = await Promise.all(["store", "sending", "leaving"].map(near));

const form = document.querySelector("[data-scores]");
const line = form.querySelector("[data-kept]");
// One record for each look, whichever page it was given on.
const key = `${form.dataset.scores}-${form.dataset.moment}`;
const FIRST_WAIT = 2000;

let waiting = new Map();
let box = null;
let busy = false;
let stopped = false;
let leaving = false;
let wait = FIRST_WAIT;
let timer;

const say = (words) => (line.textContent = words);

const record = (fields) => ({
  key,
  text: "",
  revision: 0,
  nth: 0,
  writers: [],
  wants: "draft",
  drafts: location.pathname,
  action: location.pathname,
  fields,
  scores: true,
  synced: false,
});

const open = async () => {
  if (box || !globalThis.crypto?.subtle) return;
  box = await store.locker().catch((error) => (error instanceof store.SignedOut ? null : store.remembered()));
};
const put = () => box?.sealer && store.keep(box, record([...waiting])).catch(() => {});
const drop = () => box?.sealer && store.drop(box, key).catch(() => {});

const took = async (sent, answer) => {
  for (const [name, value] of sent) if (waiting.get(name) === value) waiting.delete(name);
  await (waiting.size ? put() : drop());
  wait = FIRST_WAIT;
  say(`Kept: ${answer.given} of ${answer.asked} answered. Only you see them.`);
};

const lost = () => {
  const where = box?.sealer ? "Your numbers are kept on this device and sent" : "Leave this page open: your numbers are sent";
  say(`We cannot reach the platform. ${where} as soon as we can.`);
  wait = Math.min(wait * 2, 30000);
  clearTimeout(timer);
  timer = setTimeout(send, wait);
};

async function send() {
  clearTimeout(timer);
  if (busy || stopped || leaving || !waiting.size) return;
  busy = true;
  const sent = new Map(waiting);
  try {
    await open();
    await put();
    const token = form.elements.csrf_token.value;
    const answer = await sendOnce(box ?? { token }, record([...sent]));
    if (box) form.elements.csrf_token.value = box.token ?? token;
    if (answer.clash || answer.refused) {
      // Somebody who looked again in another window, or erased it.
      stopped = true;
      waiting = new Map();
      await drop();
      say(answer.clash?.sentence ?? "These numbers could not be kept. Open the page again to see what is there now.");
    } else await took(sent, answer);
  } catch {
    lost();
  } finally {
    busy = false;
  }
  if (waiting.size && wait === FIRST_WAIT) send();
}

form.addEventListener("change", ({ target }) => {
  if (target.type !== "radio") return;
  waiting.set(target.name, target.value);
  say("Keeping it…");
  put();
  send();
});
// The form carries all that is chosen on the page, so nothing is left to wait once it has gone.
form.addEventListener("submit", () => (leaving = true));
addEventListener("pageshow", () => (leaving = false));
addEventListener("online", send);
addEventListener("beforeunload", (event) => {
  if (waiting.size && !leaving && !box?.sealer) event.preventDefault();
});

await open();
