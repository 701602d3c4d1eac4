// The box where one writes: every key press is kept in this browser at once, and with us soon after; what cannot be
// sent is sent as soon as it can be. What another device kept meanwhile is shown beside it.

const { search } = new URL(import.meta.url);
const near = (name) => import(new URL(`${name}.js${search}`, import.meta.url));
const [kept, store, { Stranger, replay, send: sendOnce }, { tell }, page, { keeping }, two, { sayLost }] =
  await Promise.all(
    // All at once; with what asks before one leaves, since there may be no connection then.
    [
      ...["kept", "kept/store", "kept/sending", "kept/telling"],
      ...["box/page", "box/keeping", "box/two", "box/words", "kept/leaving"],
    ].map(near),
  );
const { area, fields, form, hidden, offline, ours, say, tab, value } = page;

const PAUSE = 2000;
const TOO_LONG = "This is too long to keep in one piece. Take the end out and save it as an entry of its own.";

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
let clash = null;
let lost = false;
let busy = false;
let leaving = false;
// “Keep as a draft” was pressed: once that is done, the page goes to the log.
let leaves = false;
let wait = PAUSE;
let timer;

const { state, write: keep } = keeping(() => store.keep(box, record));
const write = () => (box ? keep() : Promise.resolve());

const later = (pause) => {
  clearTimeout(timer);
  timer = setTimeout(send, pause);
};

const reached = () => {
  lost = false;
  wait = PAUSE;
  // Only the box that opens without a connection has one.
  for (const banner of document.querySelectorAll("[data-away]")) banner.hidden = true;
};

const settle = (answer, sent, goes) => {
  if (answer.clash) {
    leaves = false;
    clash = answer.clash;
    two.show(clash, record.text);
    return;
  }
  record.revision = answer.revision;
  if (record.text === sent && goes === leaves) {
    record.synced = true;
    say("Kept as a draft. Only you can read it.");
  }
  write();
  if (goes && record.synced) {
    leaving = true;
    location.assign("/reflections/");
    return;
  }
  // Loaded again, this page goes on with the draft.
  const here = `${record.drafts}${record.key}`;
  if (location.pathname !== here) history.replaceState(null, "", here);
};

const saved = async (address) => {
  await state.writing;
  if (box) await store.drop(box, record.key).catch(() => {});
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
    await store.drop(box, record.key).catch(() => {});
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
  const goes = leaves;
  const then = wanted === "save" ? "entry" : goes ? "log" : null;
  try {
    box ??= await opened();
    if (!box) throw new store.SignedOut();
    await write();
    const answer = await sendOnce(box, sent, { more: then ? { then } : {}, options });
    if (lost) for (const field of document.querySelectorAll('input[name="csrf_token"]')) field.value = box.token;
    reached();
    // The entry that was being changed is gone; its words were kept as a draft instead.
    if (wanted === "save" && sent.wants === "draft") record.wants = "draft";
    if (answer.address && record.wants === "save") return void (await saved(answer.address));
    const asks = sent.wants === "save" && (answer.refused || "look" in answer);
    if (asks && record.wants === "save") return void (await hand(Boolean(answer.look)));
    if (answer.refused) {
      leaves = false;
      say(TOO_LONG);
    } else if (answer.address || "look" in answer) say("");
    else settle(answer, sent.text, goes);
  } catch (error) {
    lost = true;
    leaves = false;
    sayLost(error, { isKept: Boolean(state.holds && box), saving: record.wants === "save" });
    wait = Math.min(wait * 2, 30000);
  } finally {
    busy = false;
  }
  if (leaving || (record.synced && record.wants === "draft")) return;
  later(lost ? wait : record.wants === "save" || leaves ? 0 : PAUSE);
}

const opened = async () => {
  if (!globalThis.crypto?.subtle) return { who: "", token: value("csrf_token"), sealer: null };
  const now = await store.locker();
  if (whose && whose !== now.who) throw new Stranger();
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

const begin = async () => {
  try {
    box = await opened();
  } catch (error) {
    lost = true;
    box = error instanceof store.SignedOut ? null : await store.remembered();
    whose = box?.who ?? null;
  }
  if (!box?.sealer) return;
  const found = ours(await store.mine(box), record);
  if (found && area.value === area.defaultValue) {
    take(found);
    say("Here is what you wrote on this device.");
    if (!found.synced) send();
  } else if (area.value !== record.text) changed();
  if (lost) return;
  reached();
  tell(await replay(box, record.key));
};

form.addEventListener("submit", (event) => {
  if (event.defaultPrevented || !area.value.trim() || !crypto.randomUUID) return;
  event.preventDefault();
  event.stopPropagation();
  changed();
  if (!offline) record.fields = fields();
  if (event.submitter?.hasAttribute("formaction")) {
    if (clash) return document.querySelector("#two-texts").focus();
    record.synced = false;
    leaves = true;
    return void send();
  }
  record.wants = "save";
  record.synced = false;
  say("Saving…");
  send();
});

two.onChoice(
  () => [record.text, clash.text],
  (text) => {
    area.value = text;
    Object.assign(record, { text, revision: clash.revision, synced: false, wants: "draft" });
    clash = null;
    area.focus();
    area.dispatchEvent(new Event("input", { bubbles: true }));
    write();
    send();
  },
);

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
  // Without a connection the last key press is nowhere until this browser has put it away, which takes a moment.
  const isKept = box?.sealer && state.holds && !(lost && state.writing);
  if (!leaving && !record.synced && !isKept) event.preventDefault();
});
kept.before.push(async () => {
  clearTimeout(timer);
  await write();
});

await begin();
