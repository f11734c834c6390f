// What pens send to the forum: as a form would, with the session's token and a key by which it counts once.
const fresh = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

// {done, sentence}: whether it was done, and what the forum said where it was not.
export async function send({ settings, strings }, url, fields) {
  const body = new URLSearchParams();
  for (const [name, value] of Object.entries({ csrf_token: settings.csrf, idempotency_key: fresh(), ...fields }))
    for (const one of [value].flat()) body.append(name, one);
  try {
    const answer = await fetch(url, { method: "POST", body, headers: { Accept: "application/json" } });
    if (answer.ok) return { done: true, sentence: "" };
    const told = answer.headers.get("Content-Type")?.includes("json") ? (await answer.json()).sentence : said(await answer.text());
    return { done: false, sentence: told || strings.pens.not_done };
  } catch {
    return { done: false, sentence: strings.pens.no_network };
  }
}

export async function ask(url) {
  const answer = await fetch(url, { headers: { Accept: "application/json" } });
  return answer.ok ? answer.json() : null;
}

// What a page of the forum says where it refuses a form.
function said(html) {
  const page = new DOMParser().parseFromString(html, "text/html");
  return page.querySelector(".summary li, .notice--refused p, .refused")?.textContent.trim() ?? "";
}
