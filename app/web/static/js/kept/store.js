// Words that we do not have yet, kept in this browser and sealed with a key that only their writer's own pages are
// given. Docs: the decision about drafts and unsent words.

const { search } = new URL(import.meta.url);
const { FLAG, LOCKER, NoUse, attempt, left } = await import(new URL(`../kept.js${search}`, import.meta.url));

// Nobody is signed in here any more.
export class SignedOut extends NoUse {}

const letters = new TextEncoder();
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));

let opening;
const database = () => {
  opening ??= new Promise((good, bad) => {
    const request = indexedDB.open("dlp-kept", 1);
    request.onupgradeneeded = () => request.result.createObjectStore("texts", { keyPath: "id" });
    request.onsuccess = () => good(request.result);
    request.onerror = () => bad(request.error);
  });
  return opening;
};

// Waits until the browser says that it is kept, and not only that it was asked.
const store = async (mode, ask) => {
  const work = (await database()).transaction("texts", mode);
  const request = ask(work.objectStore("texts"));
  return new Promise((good, bad) => {
    work.oncomplete = () => good(request.result);
    work.onerror = work.onabort = () => bad(work.error);
  });
};

export const ask = (address, options = {}) =>
  fetch(address, {
    headers: { Accept: "application/json" },
    redirect: "manual",
    cache: "no-store",
    signal: AbortSignal.timeout(15000),
    ...options,
  });

const made = async ({ who, key, token }) => {
  const sealer = await crypto.subtle.importKey("raw", bytes(key), "AES-GCM", false, ["encrypt", "decrypt"]);
  return { who, token, sealer };
};

// The locker of whoever is signed in now, with a fresh form token.
export const locker = async () => {
  const answer = await ask("/reflections/locker");
  if (answer.type === "opaqueredirect" || answer.status === 401) throw new SignedOut();
  if (!answer.ok) throw new Error(answer.status);
  const { who, key, csrf_token: token } = await answer.json();
  attempt(() => sessionStorage.setItem(LOCKER, JSON.stringify({ who, key })));
  return made({ who, key, token });
};

// The locker that this tab was given before, for when we cannot be asked.
export const remembered = async () => {
  const given = attempt(() => JSON.parse(sessionStorage.getItem(LOCKER)));
  return given ? made(given) : null;
};

const name = (box, key) => `${box.who} ${key}`;

export const keep = async (box, record) => {
  if (left.now) return;
  const id = name(box, record.key);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const how = { name: "AES-GCM", iv, additionalData: letters.encode(id) };
  const sealed = await crypto.subtle.encrypt(how, box.sealer, letters.encode(JSON.stringify(record)));
  await store("readwrite", (texts) => texts.put({ id, who: box.who, iv, sealed }));
  attempt(() => localStorage.setItem(FLAG, "1"));
};

export const drop = (box, key) => store("readwrite", (texts) => texts.delete(name(box, key)));

// What this person has here; what cannot be opened is somebody else's or broken, and stays as it is.
export const mine = async (box) => {
  const found = [];
  for (const { id, who, iv, sealed } of await store("readonly", (texts) => texts.getAll())) {
    if (who !== box.who) continue;
    const how = { name: "AES-GCM", iv, additionalData: letters.encode(id) };
    const plain = await crypto.subtle.decrypt(how, box.sealer, sealed).catch(() => null);
    if (plain) found.push(JSON.parse(new TextDecoder().decode(plain)));
  }
  return found;
};

// Whether anything of anybody's is left here; pages that have no box need not look when nothing is.
export const isEmpty = async () => {
  const empty = !(await store("readonly", (texts) => texts.count()));
  if (empty) attempt(() => localStorage.removeItem(FLAG));
  return empty;
};
