// On every page of somebody who is signed in: sends what this browser could not send before, and asks before it is left
// behind. What lies here is looked after by the scripts in `kept/`, which come only when there is something to do.

// Tells pages without a box, at no cost, that there may be something to send.
export const FLAG = "dlp-kept";
// The locker of this tab: gone with the tab, and when somebody else's page or the sign-in page is opened in it.
export const LOCKER = "dlp-locker";
// The text that is open in the box of this tab.
export const OPEN = "dlp-open";
// What an open box still has to put away before this browser is left.
export const before = [];
// Tells the other tabs that this browser is being left.
const OUT = "dlp-out";
// Once it is, nothing is kept here any more.
export const left = { now: false };

// Trying again later would not help: somebody has to sign in.
export class NoUse extends Error {}

export const attempt = (call) => {
  try {
    return call();
  } catch {
    return null;
  }
};

const { search } = new URL(import.meta.url);
const part = (name) => import(new URL(`kept/${name}.js${search}`, import.meta.url));
const out = document.querySelector('form[action="/sign-out"]');
const boxed = document.querySelector("[data-box]");
const isFlagged = () => attempt(() => localStorage.getItem(FLAG));

// Nobody who comes next finds a page of this person's open in another tab.
const go = () => {
  attempt(() => localStorage.setItem(OUT, "1"));
  attempt(() => localStorage.removeItem(OUT));
  attempt(() => sessionStorage.clear());
  out.submit();
};

out?.addEventListener("submit", (event) => {
  event.preventDefault();
  if (!isFlagged()) return go();
  part("leaving")
    .then(({ leave }) => leave(out, before, go))
    .catch(go);
});

addEventListener("storage", ({ key, newValue }) => {
  if (key !== OUT || !newValue || !out) return;
  left.now = true;
  attempt(() => sessionStorage.clear());
  document.body.replaceChildren();
  // By then they have left.
  setTimeout(() => location.replace("/sign-in"), 1000);
});

// What is with us already is only kept for the page that is open.
const tidy = async (box, { mine, drop, isEmpty }) => {
  for (const { key, synced } of await mine(box)) {
    if (synced && key !== attempt(() => sessionStorage.getItem(OPEN))) await drop(box, key);
  }
  await isEmpty();
};

const begin = async (wait) => {
  try {
    // With what asks before one leaves, since there may be no connection then.
    const [store, { replay }, { tell }] = await Promise.all(["store", "sending", "telling", "leaving"].map(part));
    const box = await store.locker();
    tell(await replay(box));
    await tidy(box, store);
  } catch (error) {
    if (error instanceof NoUse) return;
    // After a while or as soon as there is a connection, whichever comes first, and once.
    const again = () => {
      clearTimeout(timer);
      removeEventListener("online", again);
      begin(Math.min(wait * 2, 60000));
    };
    const timer = setTimeout(again, wait);
    addEventListener("online", again);
  }
};

if (!out && !boxed) attempt(() => sessionStorage.removeItem(LOCKER));
if (out && !boxed && globalThis.crypto?.subtle && isFlagged()) begin(2000);

// Pages of reflections open without a connection, once this has been here.
if (out && navigator.serviceWorker && location.pathname.startsWith("/reflections/")) {
  const ours = { createScriptURL: (address) => (address === "/sw.js" ? address : "") };
  const address = globalThis.trustedTypes?.createPolicy("dlp-sw", ours).createScriptURL("/sw.js") ?? "/sw.js";
  navigator.serviceWorker.register(address, { scope: "/reflections/" }).catch(() => {});
}
