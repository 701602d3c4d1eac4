// Sends what lies in this browser, each thing once however often it is sent: it goes with the form's own key.

const { search } = new URL(import.meta.url);
const near = (name) => import(new URL(`${name}${search}`, import.meta.url));
const [{ NoUse }, store] = await Promise.all(["../kept.js", "store.js"].map(near));
const { SignedOut, ask, drop, keep, locker, mine } = store;

// Somebody else is signed in here now.
export class Stranger extends NoUse {}

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
