// Passkeys: the server's options go to the device, and what the device answers comes back as JSON that a form can carry.
// `get(options)` asks for a signature, `create(options)` makes a key; `sentence(error, words)` says what went wrong.
export const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));

export const b64url = (buffer) => btoa(String.fromCharCode(...new Uint8Array(buffer)))
  .replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");

// Browsers keep passkeys for names, not for numbers: on 127.0.0.1 no device answers.
export const reachable = () => !/^(\d+\.){3}\d+$|^\[/.test(location.hostname);

export const possible = () => Boolean(window.isSecureContext && window.PublicKeyCredential && navigator.credentials);

const described = (list) => (list ?? []).map((one) => ({ ...one, id: bytes(one.id) }));

function spelled(credential, ...names) {
  const response = {};
  for (const name of names) if (credential.response[name]) response[name] = b64url(credential.response[name]);
  return { id: credential.id, rawId: b64url(credential.rawId), type: credential.type, response };
}

export async function get(options, signal) {
  const publicKey = { ...options, challenge: bytes(options.challenge), allowCredentials: described(options.allowCredentials) };
  const credential = await navigator.credentials.get({ publicKey, signal });
  return spelled(credential, "clientDataJSON", "authenticatorData", "signature", "userHandle");
}

export async function create(options, signal) {
  const publicKey = {
    ...options,
    challenge: bytes(options.challenge),
    user: { ...options.user, id: bytes(options.user.id) },
    excludeCredentials: described(options.excludeCredentials),
  };
  const credential = await navigator.credentials.create({ publicKey, signal });
  return spelled(credential, "clientDataJSON", "attestationObject");
}

// `words` are those of the template ui/passkey.html, by the name of the error.
export function sentence(error, words) {
  if (!reachable()) return words.insecure;
  if (!possible()) return words.unsupported;
  return words[error.name] ?? words.other;
}
