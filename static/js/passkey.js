// Passkeys need the browser's help; whoever has no script signs in with a code.

const coded = (bytes) =>
  btoa(String.fromCharCode(...new Uint8Array(bytes)))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "");
const bytesOf = (text) =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (c) => c.charCodeAt(0));
const withBytes = (keys) => keys?.map((key) => ({ ...key, id: bytesOf(key.id) }));

async function create({ publicKey }) {
  const made = await navigator.credentials.create({
    publicKey: {
      ...publicKey,
      challenge: bytesOf(publicKey.challenge),
      user: { ...publicKey.user, id: bytesOf(publicKey.user.id) },
      excludeCredentials: withBytes(publicKey.excludeCredentials),
    },
  });
  return asJson(made, {
    attestationObject: coded(made.response.attestationObject),
    transports: made.response.getTransports?.() ?? [],
  });
}

async function show({ publicKey }) {
  const shown = await navigator.credentials.get({
    publicKey: {
      ...publicKey,
      challenge: bytesOf(publicKey.challenge),
      allowCredentials: withBytes(publicKey.allowCredentials),
    },
  });
  const { authenticatorData, signature, userHandle } = shown.response;
  return asJson(shown, {
    authenticatorData: coded(authenticatorData),
    signature: coded(signature),
    userHandle: userHandle ? coded(userHandle) : null,
  });
}

function asJson(credential, response) {
  return {
    id: credential.id,
    rawId: coded(credential.rawId),
    type: credential.type,
    authenticatorAttachment: credential.authenticatorAttachment,
    clientExtensionResults: credential.getClientExtensionResults(),
    response: { clientDataJSON: coded(credential.response.clientDataJSON), ...response },
  };
}

// What to sign stands in the form, or is asked for: then it is as young as the press of the button.
async function optionsFor(form) {
  if (form.dataset.options) return JSON.parse(form.dataset.options);
  const answer = await fetch(form.action, { headers: { Accept: "application/json" } });
  if (!answer.ok || answer.redirected) throw new Error("No options");
  return answer.json();
}

function start(form) {
  const failed = form.querySelector("[data-passkey-failed]");
  form.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    event.stopImmediatePropagation();
    failed.hidden = true;
    try {
      const ceremony = form.dataset.passkey === "create" ? create : show;
      form.elements.credential.value = JSON.stringify(await ceremony(await optionsFor(form)));
      form.submit();
    } catch {
      failed.hidden = false;
      failed.focus();
    }
  });
}

if (window.PublicKeyCredential) {
  document.querySelectorAll("form[data-passkey]").forEach(start);
  document.querySelectorAll("[data-passkey-missing]").forEach((words) => {
    words.hidden = true;
  });
}
