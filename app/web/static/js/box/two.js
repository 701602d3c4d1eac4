// What another device kept meanwhile, shown beside what stands here; the person chooses.

const { search } = new URL(import.meta.url);
const { form, say } = await import(new URL(`page.js${search}`, import.meta.url));
const two = form.querySelector("[data-two]");

export const show = (clash, here) => {
  if (clash.entry) {
    const link = { href: clash.entry, textContent: "See it" };
    say("This is saved already. Press “Save”, and what is here becomes a new version of it.", { link });
    return;
  }
  two.querySelector("[data-two-here]").textContent = here;
  two.querySelector("[data-two-other]").textContent = clash.text;
  const first = two.hidden;
  two.hidden = false;
  if (first) two.querySelector("h2").focus();
  say("");
};

const both = (here, other) => {
  const [first, second] = [here.trim(), other.trim()];
  if (first.includes(second)) return here;
  return second.includes(first) ? other : `${here.trimEnd()}\n\n${other.trimStart()}`;
};
const choices = { here: (here) => here, other: (_, other) => other, both };

// Calls with what becomes of two texts, once the person has pressed one of the buttons.
export const onChoice = (texts, chosen) =>
  two.addEventListener("click", (event) => {
    const choose = choices[event.target.dataset?.choice];
    if (!choose) return;
    two.hidden = true;
    chosen(choose(...texts()));
  });
