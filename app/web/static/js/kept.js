// Words that we do not have yet are kept in this browser, sealed with a key that only their writer's own pages are
// given, and sent once they can be. Docs: the decision about drafts and unsent words.

// Trying again later would not help: somebody has to sign in.
export class SignedOut extends Error {}
// Somebody else is signed in here now.
export class Stranger extends Error {}

// Tells pages without a box, at no cost, that there may be something to send.
const FLAG = "dlp-kept";
// The locker of this tab: gone with the tab, and when somebody else's page or the sign-in page is opened in it.
const LOCKER = "dlp-locker";

const letters = new TextEncoder();
const bytes = (text) => Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
const attempt = (call) => {
  try {
    return call();
  } catch {
    return null;
  }
};

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

const body = (box, record, more) => {
  const form = new URLSearchParams(record.fields);
  form.set("csrf_token", box.token ?? "");
  form.set("request_key", record.key);
  form.set("text", record.text);
  form.set("revision", record.revision);
  form.set("nth", record.nth);
  for (const writer of record.writers) form.append("writer", writer);
  for (const [field, value] of Object.entries(more)) form.set(field, value);
  return form;
};

// Send a record once: to be kept as a draft, or to be saved. The same record sent again does no harm.
// Gives { revision }, { address }, { look: draft }, { clash: { revision, text } }, { clash: { entry } } or { refused }.
export const send = async (box, record, { more = {}, options = {}, again = false } = {}) => {
  const saves = record.wants === "save";
  const address = saves ? record.action : record.drafts;
  const answer = await ask(address, { method: "POST", body: body(box, record, more), ...options });
  if (answer.type === "opaqueredirect" || answer.status === 400) {
    // The form token is of an earlier sign-in, or nobody is signed in any more.
    if (again) throw new SignedOut();
    const now = await locker();
    if (now.who !== box.who) throw new Stranger();
    box.token = now.token;
    return send(box, record, { more, options, again: true });
  }
  // Kept as a draft: its writer is asked to look at something before it is saved.
  if (answer.status === 202) return { look: (await answer.json()).draft };
  if (answer.status === 409) return { clash: await answer.json() };
  if (saves && answer.status === 404) {
    // The entry is gone; its words are not.
    record.wants = "draft";
    return send(box, record, { more, options, again });
  }
  if (answer.status >= 500 || answer.status === 429) throw new Error(answer.status);
  if (!answer.ok) return { refused: answer.status };
  return answer.json();
};

// Its form is an entry by now. What the entry does not hold becomes a draft of its own, under another key.
const apart = async (box, record) => {
  const own = { ...record, key: crypto.randomUUID(), revision: 0, wants: "draft" };
  await keep(box, own);
  await drop(box, record.key);
  return own;
};

// What becomes of a record that nobody has open: what to tell of it, or nothing.
const settled = async (box, record) => {
  let answer = await send(box, record);
  if (answer.refused && record.wants === "save") {
    record.wants = "draft";
    answer = await send(box, record);
  }
  if (answer.clash?.entry && !answer.clash.holds) {
    record = await apart(box, record);
    answer = await send(box, record);
  }
  if (answer.refused) return null;
  if (answer.clash?.text !== undefined || answer.look === null) {
    await keep(box, { ...record, wants: "draft" });
    return { record, clash: true };
  }
  await drop(box, record.key);
  return answer.clash ? null : { record, ...answer };
};

// Send everything of this person's that is not with us yet, one after the other; `except` is open in a box.
export const replay = async (box, except) => {
  const all = async () => {
    const told = [];
    for (const record of await mine(box)) {
      if (record.key !== except && !record.synced) told.push(await settled(box, record));
    }
    return told.filter(Boolean);
  };
  // One tab at a time, so that each thing is told once.
  return navigator.locks ? navigator.locks.request("dlp-send", all) : all();
};

// What is with us already is only kept for the page that is open.
const tidy = async (box) => {
  for (const { key, synced } of await mine(box)) {
    if (synced && key !== attempt(() => sessionStorage.getItem("dlp-open"))) await drop(box, key);
  }
  if (!(await store("readonly", (texts) => texts.count()))) attempt(() => localStorage.removeItem(FLAG));
};

const element = (kind, facts) => Object.assign(document.createElement(kind), facts);

const WORDS = {
  saved: ["What you wrote on this device before is saved now.", "Read it"],
  look: ["What you wrote on this device is kept as a draft. Look at it once more before you save it.", "Look at it"],
  draft: ["What you wrote on this device before is kept as a draft now.", "Go on with it"],
  clash: ["What you wrote on this device is not what you kept elsewhere. Both are there.", "Look at both"],
};

// Tell the person above the page what came of it, with the way there.
export const tell = (told) => {
  for (const { record, address, clash, look } of told) {
    const draft = `${record.drafts}${record.key}`;
    const [words, label] = WORDS[address ? "saved" : clash ? "clash" : look ? "look" : "draft"];
    const line = element("p", { textContent: `${words} ` });
    line.append(element("a", { href: address ?? draft, textContent: label }));
    const flash = element("div", { className: "dlp-flash dlp-flash--info" });
    flash.setAttribute("role", "status");
    flash.append(line);
    document.querySelector("main").before(flash);
  }
};

// What an open box still has to put away before this browser is left.
export const before = [];

const out = document.querySelector('form[action="/sign-out"]');
const boxed = document.querySelector("[data-box]");

const question = (left, away) => {
  const one = left === 1;
  const dialog = element("dialog", { className: "dlp-asks" });
  const heading = element("h2", { id: "dlp-asks", className: "nhsuk-heading-m" });
  heading.textContent = "Not everything you wrote is with us yet";
  dialog.setAttribute("aria-labelledby", heading.id);
  const [it, is, texts] = one ? ["it", "it is", "A text"] : ["them", "they are", `${left} texts`];
  const words = `${texts} of yours could not be sent. If you sign out now, ${is} removed from this device.`;
  const reach = "We cannot be reached now. To be signed out too, press “Sign out” when there is a connection.";
  const stay = element("button", { className: "nhsuk-button", textContent: "Stay signed in" });
  const go = element("button", {
    className: "nhsuk-button nhsuk-button--warning",
    textContent: `Sign out and remove ${it}`,
  });
  dialog.append(heading, element("p", { textContent: `${words} Nobody can bring ${it} back.` }));
  if (away) dialog.append(element("p", { textContent: reach }));
  dialog.append(stay, go);
  document.body.append(dialog);
  dialog.showModal();
  return new Promise((done) => {
    stay.onclick = () => dialog.close();
    go.onclick = () => dialog.close("go");
    dialog.onclose = () => {
      dialog.remove();
      done(dialog.returnValue === "go");
    };
  });
};

// Send what can be sent, ask about the rest, and leave nothing of this person's here.
const leave = async () => {
  for (const call of before) await call();
  let box = await remembered();
  let away = false;
  try {
    box = await locker();
    await replay(box);
  } catch (error) {
    away = !(error instanceof SignedOut);
  }
  const own = box ? await mine(box) : [];
  const unsent = own.filter(({ synced }) => !synced);
  if (unsent.length && !(await question(unsent.length, away))) return;
  for (const { key } of own) await drop(box, key);
  if (await store("readonly", (texts) => texts.count())) {
    // Somebody else's, sealed: only they can read, send or remove it.
    out.append(element("input", { type: "hidden", name: "store", value: "shared" }));
  } else attempt(() => localStorage.removeItem(FLAG));
  attempt(() => sessionStorage.clear());
  out.submit();
};

out?.addEventListener("submit", (event) => {
  if (!attempt(() => localStorage.getItem(FLAG))) return attempt(() => sessionStorage.clear());
  event.preventDefault();
  leave().catch(() => out.submit());
});

const begin = async (wait) => {
  try {
    const box = await locker();
    tell(await replay(box));
    await tidy(box);
  } catch (error) {
    if (error instanceof SignedOut || error instanceof Stranger) return;
    const soon = () => begin(Math.min(wait * 2, 60000));
    const timer = setTimeout(soon, wait);
    addEventListener("online", () => clearTimeout(timer) ?? soon(), { once: true });
  }
};

if (!out && !boxed) attempt(() => sessionStorage.removeItem(LOCKER));
if (out && !boxed && globalThis.crypto?.subtle && attempt(() => localStorage.getItem(FLAG))) begin(2000);

// Pages of reflections open without a connection, once this has been here.
if (out && navigator.serviceWorker && location.pathname.startsWith("/reflections/")) {
  const ours = { createScriptURL: (address) => (address === "/sw.js" ? address : "") };
  const address = globalThis.trustedTypes?.createPolicy("dlp-sw", ours).createScriptURL("/sw.js") ?? "/sw.js";
  navigator.serviceWorker.register(address, { scope: "/reflections/" }).catch(() => {});
}
