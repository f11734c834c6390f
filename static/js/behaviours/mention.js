// After an @ and two letters it offers cities and people; arrows choose, Enter or Tab takes, Escape closes.
// <textarea data-behaviour="mention" data-mentions="/mentions/contribution/7">
const BEGUN = /(?:^|[\s(])@([\p{L}\d][\p{L}\d'’ -]{1,40})$/u;
const PAUSE = 150;

export default function mention(field) {
  const list = document.createElement("ul");
  list.id = `${field.id}-mentions`;
  list.className = "mentions";
  list.setAttribute("role", "listbox");
  list.hidden = true;
  field.after(list);
  field.setAttribute("aria-controls", list.id);
  field.setAttribute("aria-autocomplete", "list");
  let timer, asked = 0, chosen = -1;

  const before = () => field.value.slice(0, field.selectionStart);
  const close = () => { list.hidden = true; list.replaceChildren(); chosen = -1; field.removeAttribute("aria-activedescendant"); };

  function choose(number) {
    const options = [...list.children];
    chosen = (number + options.length) % options.length;
    options.forEach((option, index) => option.setAttribute("aria-selected", String(index === chosen)));
    field.setAttribute("aria-activedescendant", options[chosen].id);
  }

  function take(words) {
    const found = before().match(BEGUN);
    if (found) field.setRangeText(`${words} `, field.selectionStart - found[1].length, field.selectionStart, "end");
    close();
    field.focus();
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }

  function show(people) {
    if (!people.length) return close();
    list.replaceChildren(...people.map((one, index) => {
      const option = document.createElement("li");
      option.id = `${list.id}-${index}`;
      option.setAttribute("role", "option");
      const name = document.createElement("b");
      name.textContent = one.name;
      option.append(name, one.detail ? ` ${one.detail}` : "");
      option.addEventListener("pointerdown", (event) => { event.preventDefault(); take(one.insert); });
      option.dataset.insert = one.insert;
      return option;
    }));
    list.hidden = false;
    choose(0);
  }

  async function ask(begins) {
    const number = ++asked;
    try {
      const answer = await fetch(`${field.dataset.mentions}?q=${encodeURIComponent(begins)}`, { redirect: "manual" });
      if (answer.ok && number === asked) show(await answer.json());
    } catch { close(); }
  }

  field.addEventListener("input", () => {
    clearTimeout(timer);
    const found = before().match(BEGUN);
    if (found && field.selectionStart === field.selectionEnd) timer = setTimeout(ask, PAUSE, found[1]);
    else { asked += 1; close(); }
  });
  field.addEventListener("keydown", (event) => {
    if (list.hidden) return;
    const act = {
      ArrowDown: () => choose(chosen + 1), ArrowUp: () => choose(chosen - 1), Escape: close,
      Enter: () => take(list.children[chosen].dataset.insert), Tab: () => take(list.children[chosen].dataset.insert),
    }[event.key];
    if (act) { event.preventDefault(); act(); }
  });
  field.addEventListener("blur", close);
}
