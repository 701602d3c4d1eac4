// What the page says where words could not be sent.

const { search } = new URL(import.meta.url);
const near = (name) => import(new URL(`${name}${search}`, import.meta.url));
const [{ say }, { SignedOut }, { Stranger }] = await Promise.all(
  ["page.js", "../kept/store.js", "../kept/sending.js"].map(near),
);
const SAFE = "Your words are safe on this device";

// Words for somebody whose words could not be sent.
export const sayLost = (error, { isKept, saving }) => {
  const where = isKept ? SAFE : "This device could not keep a copy. Leave this page open";
  const then = saving ? "They will be saved by themselves" : "They will be sent by themselves";
  if (error instanceof SignedOut) {
    const link = { href: "/sign-in?next=/reflections/", target: "_blank", textContent: "Sign in again" };
    return say(`You are signed out. ${where}. ${then} once you have signed in (this opens a new tab):`, {
      link,
      lost: true,
    });
  }
  if (error instanceof Stranger) {
    return say(`Somebody else is signed in on this device now. ${where}: sealed, until you sign in here again.`, {
      lost: true,
    });
  }
  const open = isKept ? " You can close this page." : "";
  return say(`We cannot be reached now. ${where}. ${then} when there is a connection.${open}`, { lost: true });
};
