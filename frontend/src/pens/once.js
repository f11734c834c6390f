// What several pens share is made once for each editor.
export function once(make) {
  const made = new WeakMap();
  return (context) => {
    if (!made.has(context)) made.set(context, make(context));
    return made.get(context);
  };
}

// One run of `act` for many calls within `wait` milliseconds.
export function later(act, wait) {
  let timer = 0;
  return Object.assign(() => { clearTimeout(timer); timer = setTimeout(act, wait); }, { cancel: () => clearTimeout(timer) });
}

// Those who listen to something that changes.
export function listeners() {
  const all = new Set();
  return { add(listener) { all.add(listener); return () => all.delete(listener); }, tell(...news) { for (const listener of all) listener(...news); } };
}

// A note of the server about this text: "changed", "right". Returns what ends the listening.
export function hear({ heard }, note, listener) {
  const told = ({ detail }) => listener(detail);
  heard.addEventListener(note, told);
  return () => heard.removeEventListener(note, told);
}
