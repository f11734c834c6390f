// A form that is on its way says so and is not sent twice; coming back to the page gives it free again.
export default function busy(form) {
  form.addEventListener("submit", (event) => {
    if (form.ariaBusy === "true") { event.preventDefault(); return; }
    setTimeout(() => { if (!event.defaultPrevented) { form.ariaBusy = "true"; event.submitter?.classList.add("button--busy"); } });
  });
  addEventListener("pageshow", () => {
    form.ariaBusy = null;
    form.querySelector(".button--busy")?.classList.remove("button--busy");
  });
}
