// Signing out: what can be sent is sent, the rest is asked about, and nothing of this person's stays here.

const { search } = new URL(import.meta.url);
const near = (name) => import(new URL(`${name}${search}`, import.meta.url));
const [store, { replay }, { element }] = await Promise.all(["store.js", "sending.js", "telling.js"].map(near));
const { SignedOut, drop, isEmpty, locker, mine, remembered } = store;

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
export const leave = async (out, before, go) => {
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
  // Somebody else's, sealed: only they can read, send or remove it.
  if (!(await isEmpty())) out.append(element("input", { type: "hidden", name: "store", value: "shared" }));
  go();
};
