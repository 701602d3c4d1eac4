// The page with the box: its form and fields, the line that says how it stands, and what its tab had open before.

const { search } = new URL(import.meta.url);
const { OPEN, attempt } = await import(new URL(`../kept.js${search}`, import.meta.url));

export const form = document.querySelector("[data-box]");
export const area = form.elements.text;
export const offline = form.dataset.box === "offline";
const says = form.querySelector("[data-says]");
// The fields of the form that say how far it is, and not what it holds.
const OWN = new Set(["csrf_token", "text", "request_key", "revision", "writer", "nth"]);

export const value = (name) => form.elements[name]?.value ?? "";
export const fields = () => [...new FormData(form)].filter(([name, one]) => !OWN.has(name) && typeof one === "string");

// A browser that keeps nothing still sends what is written.
export const tab = {
  get open() {
    return attempt(() => sessionStorage.getItem(OPEN));
  },
  set open(key) {
    attempt(() => (key ? sessionStorage.setItem(OPEN, key) : sessionStorage.removeItem(OPEN)));
  },
};

export const say = (words, { link, lost: away = false } = {}) => {
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

export const hidden = (name, ...contents) => {
  for (const field of form.querySelectorAll(`input[type="hidden"][name="${name}"]`)) field.remove();
  for (const content of contents) {
    const field = document.createElement("input");
    form.append(Object.assign(field, { type: "hidden", name, value: content }));
  }
};

const same = (one, other) => ["step", "session", "reflection"].every((name) => one.get(name) === other.get(name));

// Which of the texts in this browser belongs to this page: that of its address, or the one that this tab was at before.
export const ours = (records, record) => {
  const address = location.pathname.split("/").at(-1);
  const named = records.find(({ key }) => key === (offline ? address : record.key));
  if (named) return offline || !named.synced ? named : null;
  const before = records.find(({ key }) => key === tab.open);
  if (!before || (offline && address !== "new")) return null;
  if (offline) return before;
  const here = new Map(record.fields);
  return !before.synced && same(new Map(before.fields), here) && location.pathname.endsWith("/new") ? before : null;
};
