// Makes and shows passkeys: asks our server for the question, lets the browser ask the passkey, and sends the form with its answer.

const bytes = (word) => Uint8Array.from(atob(word.replaceAll("-", "+").replaceAll("_", "/")), (one) => one.charCodeAt(0));
const word = (buffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replaceAll("+", "-").replaceAll("/", "_").replace(/=+$/, "");
const named = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

const said = {
  NotAllowedError: "Nothing was done. You can try once more, or go another way.",
  InvalidStateError: "This device has a passkey for your account already.",
  SecurityError: "Passkeys do not work at this address. Ask the people who run the platform.",
};

const make = async (options) => {
  const { response, ...made } = await navigator.credentials.create({
    publicKey: {
      ...options,
      challenge: bytes(options.challenge),
      user: { ...options.user, id: bytes(options.user.id) },
      excludeCredentials: named(options.excludeCredentials),
    },
  }).then((one) => ({ id: one.id, rawId: word(one.rawId), type: one.type, response: one.response }));
  return { ...made, response: { clientDataJSON: word(response.clientDataJSON), attestationObject: word(response.attestationObject) } };
};

const show = async (options) => {
  const one = await navigator.credentials.get({
    publicKey: { ...options, challenge: bytes(options.challenge), allowCredentials: named(options.allowCredentials) },
  });
  const { clientDataJSON, authenticatorData, signature, userHandle } = one.response;
  return {
    id: one.id,
    rawId: word(one.rawId),
    type: one.type,
    response: {
      clientDataJSON: word(clientDataJSON),
      authenticatorData: word(authenticatorData),
      signature: word(signature),
      userHandle: userHandle ? word(userHandle) : null,
    },
  };
};

// Each way in has its own tick for a shared computer; to tick one is to tick all.
const ticks = document.querySelectorAll("input[name=is_shared]");
for (const tick of ticks) {
  tick.addEventListener("change", () => {
    for (const other of ticks) other.checked = tick.checked;
  });
}

// What to do without passkeys, for browsers that know none.
for (const words of document.querySelectorAll("[data-passkey-instead]")) words.hidden = Boolean(window.PublicKeyCredential);

for (const form of window.PublicKeyCredential ? document.querySelectorAll("[data-passkey]") : []) {
  const button = form.querySelector("button");
  const note = form.querySelector("[data-passkey-note]");
  note.textContent = "";
  button.hidden = form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (button.disabled) return;
    button.disabled = true;
    note.textContent = "Follow what your browser asks.";
    try {
      const body = new URLSearchParams({ csrf_token: form.elements.csrf_token.value });
      const answer = await fetch(form.dataset.asking, { method: "POST", body });
      if (answer.redirected || !answer.ok) return location.reload();
      const options = await answer.json();
      const credential = await (form.dataset.passkey === "make" ? make(options) : show(options));
      form.elements.credential.value = JSON.stringify(credential);
      note.textContent = "";
      form.submit();
    } catch (error) {
      note.textContent = said[error.name] ?? "That did not work. You can try once more, or go another way.";
    } finally {
      button.disabled = false;
    }
  });
}
