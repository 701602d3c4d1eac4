// The box where one writes: every key press is kept in this browser at once, and with us soon after; what cannot be
// sent is sent as soon as it can be. What another device kept meanwhile is shown beside it.

const kept = await import(new URL(`kept.js${new URL(import.meta.url).search}`, import.meta.url));

const form = document.querySelector("[data-box]");
const area = form.elements.text;
const offline = form.dataset.box === "offline";
const says = form.querySelector("[data-says]");
const two = form.querySelector("[data-two]");
const OPEN = "dlp-open";
const PAUSE = 2000;
// The fields of the form that say how far it is, and not what it holds.
const OWN = new Set(["csrf_token", "text", "request_key", "revision", "writer", "nth"]);
const TOO_LONG = "This is too long to keep in one piece. Take the end out and save it as an entry of its own.";
const SAFE = "Your words are safe on this device";

const value = (name) => form.elements[name]?.value ?? "";
const fields = () => [...new FormData(form)].filter(([name, one]) => !OWN.has(name) && typeof one === "string");
const tab = {
  get open() {
    try {
      return sessionStorage.getItem(OPEN);
    } catch {
      return null;
    }
  },
  set open(key) {
    try {
      if (key) sessionStorage.setItem(OPEN, key);
      else sessionStorage.removeItem(OPEN);
    } catch {
      // A browser that keeps nothing still sends what is written.
    }
  },
};

// Whose page this is: null until we know, and for as long as there is no way to keep anything sealed.
let box = null;
let record = {
  key: value("request_key") || crypto.randomUUID?.() || "",
  text: area.defaultValue,
  revision: Number(value("revision") || 0),
  writers: [crypto.randomUUID?.() ?? ""],
  nth: 0,
  wants: "draft",
  action: form.getAttribute("action"),
  drafts: form.dataset.drafts,
  fields: fields(),
  synced: true,
};
let holds = true;
let clash = null;
let lost = false;
let busy = false;
let leaving = false;
let wait = PAUSE;
let timer;

const say = (words, { link, lost: away = false } = {}) => {
  // Said once: what stays as it is, is not read out again.
  const whole = link ? `${words} ${link.textContent}` : words;
  if (says.textContent === whole) return;
  says.replaceChildren(words);
  if (link) {
    const anchor = document.createElement("a");
    Object.assign(anchor, link);
    says.append(" ", anchor);
  }
  says.classList.toggle("dlp-box-says--lost", away);
};

const hidden = (name, ...contents) => {
  for (const field of form.querySelectorAll(`input[type="hidden"][name="${name}"]`)) field.remove();
  for (const content of contents) {
    const field = document.createElement("input");
    form.append(Object.assign(field, { type: "hidden", name, value: content }));
  }
};

// Keeping in this browser: the newest text follows as soon as the one before is kept.
let writing = null;
let again = false;
const write = () => {
  if (!box) return Promise.resolve();
  if (writing) {
    again = true;
    return writing;
  }
  const put = async () => {
    do {
      again = false;
      try {
        await kept.keep(box, record);
        holds = true;
      } catch {
        holds = false;
      }
    } while (again);
    writing = null;
  };
  writing = put();
  return writing;
};

const later = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(send, pause);
};

// Words for somebody whose words could not be sent.
const lose = (error) => {
  const where = holds && box ? SAFE : "This device could not keep a copy. Leave this page open";
  const saving = record.wants === "save";
  const then = saving ? "They will be saved by themselves" : "They will be sent by themselves";
  if (error instanceof kept.SignedOut) {
    const link = { href: "/sign-in?next=/reflections/", target: "_blank", textContent: "Sign in again" };
    return say(`You are signed out. ${where}. ${then} once you have signed in (this opens a new tab):`, {
      link,
      lost: true,
    });
  }
  if (error instanceof kept.Stranger) {
    return say(`Somebody else is signed in on this device now. ${where}: sealed, until you sign in here again.`, {
      lost: true,
    });
  }
  const open = holds && box ? " You can close this page." : "";
  return say(`We cannot be reached now. ${where}. ${then} when there is a connection.${open}`, { lost: true });
};

const reached = () => {
  lost = false;
  wait = PAUSE;
  // Only the box that opens without a connection has one.
  for (const banner of document.querySelectorAll("[data-away]")) banner.hidden = true;
};

const showClash = (answer) => {
  if (answer.entry) {
    const link = { href: answer.entry, textContent: "See it" };
    say("This is saved already. Press “Save”, and what is here becomes a new version of it.", { link });
    return;
  }
  two.querySelector("[data-two-here]").textContent = record.text;
  two.querySelector("[data-two-other]").textContent = answer.text;
  const first = two.hidden;
  two.hidden = false;
  if (first) two.querySelector("h2").focus();
  say("");
};

const settle = (answer, sent) => {
  if (answer.clash) {
    clash = answer.clash;
    showClash(clash);
    return;
  }
  record.revision = answer.revision;
  if (record.text === sent) {
    record.synced = true;
    say("Kept as a draft. Only you can read it.");
  }
  write();
  // Loaded again, this page goes on with the draft.
  const here = `${record.drafts}${record.key}`;
  if (location.pathname !== here) history.replaceState(null, "", here);
};

const saved = async (address) => {
  await writing;
  if (box) await kept.drop(box, record.key).catch(() => {});
  record.synced = true;
  box = null;
  tab.open = null;
  leaving = true;
  location.assign(address);
};

// Something that needs the person: a text that is too long, or that may tell who somebody is. We make the page that
// says so, from the same form.
const hand = async (isKept) => {
  record.wants = "draft";
  await write();
  leaving = true;
  if (isKept && box) {
    // It is with us as a draft, whatever becomes of the page that follows.
    await kept.drop(box, record.key).catch(() => {});
    tab.open = null;
  }
  hidden("request_key", record.key);
  hidden("revision", record.revision);
  hidden("writer", ...record.writers);
  hidden("nth", record.nth + 1);
  hidden("csrf_token", box?.token ?? value("csrf_token"));
  for (const [name, one] of record.fields) if (!form.elements[name]) hidden(name, one);
  form.submit();
};

async function send(options = {}) {
  clearTimeout(timer);
  if (busy || (record.synced && record.wants === "draft") || (clash && record.wants === "draft")) return;
  busy = true;
  record.nth += 1;
  const sent = { ...record };
  const wanted = record.wants;
  try {
    box ??= await opened();
    if (!box) throw new kept.SignedOut();
    await write();
    const answer = await kept.send(box, sent, { more: sent.wants === "save" ? { then: "entry" } : {}, options });
    if (lost) for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = box.token;
    reached();
    // The entry that was being changed is gone; its words were kept as a draft instead.
    if (wanted === "save" && sent.wants === "draft") record.wants = "draft";
    if (answer.address && record.wants === "save") return void (await saved(answer.address));
    const asks = sent.wants === "save" && (answer.refused || "look" in answer);
    if (asks && record.wants === "save") return void (await hand(Boolean(answer.look)));
    if (answer.refused) say(TOO_LONG);
    else if (answer.address || "look" in answer) say("");
    else settle(answer, sent.text);
  } catch (error) {
    lost = true;
    lose(error);
    wait = Math.min(wait * 2, 30000);
  } finally {
    busy = false;
  }
  if (leaving || (record.synced && record.wants === "draft")) return;
  later(lost ? wait : record.wants === "save" ? 0 : PAUSE);
}

const opened = async () => {
  if (!globalThis.crypto?.subtle) return { who: "", token: value("csrf_token"), sealer: null };
  const now = await kept.locker();
  if (whose && whose !== now.who) throw new kept.Stranger();
  whose = now.who;
  return now;
};
let whose = null;

const changed = () => {
  if (area.value === record.text) return;
  Object.assign(record, { text: area.value, synced: false, wants: "draft" });
  if (!offline) record.fields = fields();
  tab.open = record.key;
  write();
  if (!busy) later(lost ? wait : PAUSE);
};

// Go on with a text of this browser that is not with us yet.
const take = (found) => {
  const writers = [...found.writers, record.writers.at(-1)].slice(-10);
  record = { ...found, writers, nth: 0, wants: found.wants };
  area.value = found.text;
  form.setAttribute("action", record.action);
  hidden("request_key", record.key);
  tab.open = record.key;
  area.dispatchEvent(new Event("input", { bubbles: true }));
};

const same = (one, other) => ["step", "session", "reflection"].every((name) => one.get(name) === other.get(name));

// The text that belongs to this page: that of its address, or the one that this tab was at before.
const find = (records) => {
  const address = location.pathname.split("/").at(-1);
  const named = records.find(({ key }) => key === (offline ? address : record.key));
  if (named) return offline || !named.synced ? named : null;
  const before = records.find(({ key }) => key === tab.open);
  if (!before || (offline && address !== "new")) return null;
  if (offline) return before;
  const here = new Map(record.fields);
  return !before.synced && same(new Map(before.fields), here) && location.pathname.endsWith("/new") ? before : null;
};

const begin = async () => {
  try {
    box = await opened();
  } catch (error) {
    lost = true;
    box = error instanceof kept.SignedOut ? null : await kept.remembered();
    whose = box?.who ?? null;
  }
  if (!box?.sealer) return;
  const found = find(await kept.mine(box));
  if (found && area.value === area.defaultValue) {
    take(found);
    say("Here is what you wrote on this device.");
    if (!found.synced) send();
  } else if (area.value !== record.text) changed();
  if (lost) return;
  reached();
  kept.tell(await kept.replay(box, record.key));
};

form.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !area.value.trim() || !crypto.randomUUID) return;
  event.preventDefault();
  event.stopPropagation();
  changed();
  if (!offline) record.fields = fields();
  if (event.submitter?.hasAttribute("formaction")) {
    record.synced = false;
    return void send().then(() => record.synced && location.assign("/reflections/"));
  }
  record.wants = "save";
  record.synced = false;
  say("Saving…");
  send();
});

const choices = {
  here: () => record.text,
  other: () => clash.text,
  both: () => {
    const [first, second] = [record.text.trim(), clash.text.trim()];
    if (first.includes(second)) return record.text;
    return second.includes(first) ? clash.text : `${record.text.trimEnd()}\n\n${clash.text.trimStart()}`;
  },
};
two.addEventListener("click", (event) => {
  const choose = choices[event.target.dataset?.choice];
  if (!choose) return;
  area.value = choose();
  Object.assign(record, { text: area.value, revision: clash.revision, synced: false, wants: "draft" });
  clash = null;
  two.hidden = true;
  area.focus();
  area.dispatchEvent(new Event("input", { bubbles: true }));
  write();
  send();
});

area.addEventListener("input", changed);
addEventListener("online", () => (lost || !record.synced) && send());
document.addEventListener("visibilitychange", () => {
  if (document.visibilityState === "visible") {
    if (lost) send();
  } else if (!record.synced && !lost) {
    // The last words of a tab that is being closed; a browser carries no more than this on.
    send(record.text.length < 15000 ? { keepalive: true } : {});
  }
});
addEventListener("beforeunload", (event) => {
  if (!leaving && !record.synced && !(box?.sealer && holds)) event.preventDefault();
});
kept.before.push(async () => {
  clearTimeout(timer);
  await write();
});

await begin();
