// Signing out takes every kept word off this device; what the server does not have yet is offered to be sent or downloaded first.
export default function forgetWords(form) {
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const { ask, clear, unsent } = await import(form.dataset.parting), waiting = unsent();
    const leave = async () => { await clear(); form.submit(); };
    if (waiting.length) ask(waiting, form.dataset, leave);
    else leave();
  });
}
