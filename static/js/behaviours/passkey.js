// A form that a device answers: asks the server for options (data-options), the device for its answer, and sends both. The
// form is hidden where there are no passkeys; data-other names what then stands in its place.
import { create, get, possible, reachable, sentence } from "../passkey.js";

export default function passkey(form) {
  if (!possible() && reachable()) return;
  const words = JSON.parse(form.querySelector("[data-words]").textContent);
  const said = form.querySelector("[data-said]"), button = form.querySelector("button");
  form.hidden = false;
  const instead = document.getElementById(form.dataset.other ?? "");
  if (instead) instead.hidden = true;
  if (!reachable()) {
    button.disabled = true;
    say(words.insecure);
  }

  function say(text) {
    said.hidden = !text;
    said.textContent = text;
  }

  function failed(name, words) {
    return Object.assign(new Error(name), { name, sentence: words });
  }

  async function options() {
    const body = new FormData(form);
    body.delete("idempotency_key"); // asking is not yet the act that counts once
    const answer = await fetch(form.dataset.options, { method: "POST", body }).catch(() => null);
    if (!answer) throw failed("offline");
    const told = await answer.json().catch(() => ({}));
    if (!told.challenge) throw failed(answer.redirected ? "session" : "other", told.sentence);
    return told;
  }

  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    if (!form.reportValidity()) return;
    say("");
    button.disabled = true;
    try {
      const asked = await options();
      form.elements.credential.value = JSON.stringify(await (asked.user ? create(asked) : get(asked)));
      form.submit();
    } catch (error) {
      button.disabled = false;
      say(error.sentence ?? sentence(error, words));
    }
  });
}
