// Says in words which needed parts of a form are still empty, while they are written.
export default function completeness(line) {
  const form = line.closest("form"), [place, rest] = line.children;
  const needed = [...form.querySelectorAll("[required]:not([type=checkbox]), fieldset#theme")];
  const name = (one) => (one.matches("fieldset") ? one.querySelector("legend") : form.querySelector(`label[for="${one.id}"]`)).textContent.trim();
  const empty = (one) => one.matches("fieldset") ? !one.querySelector(":checked") : !one.value.trim();

  function tell() {
    const left = needed.filter(empty);
    if (!left.length) { place.textContent = line.dataset.all; rest.textContent = ""; return; }
    const words = line.dataset.words.replace("%(done)s", needed.length - left.length).replace("%(all)s", needed.length);
    place.textContent = words;
    rest.replaceChildren(`${line.dataset.left} `, ...left.flatMap((one, number) => {
      const link = Object.assign(document.createElement("a"), { href: `#${one.id}`, textContent: name(one) });
      return number ? [", ", link] : [link];
    }));
  }
  form.addEventListener("change", tell);
  form.addEventListener("restored", tell);
  tell();
}
