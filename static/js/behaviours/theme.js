// Light, dark or as the device: at once, without a new page; the cookie is what the server reads next time.
export default function theme(form) {
  form.addEventListener("submit", (event) => {
    const chosen = event.submitter?.value;
    if (!chosen) return;
    event.preventDefault();
    const secure = location.protocol === "https:" ? "; Secure" : "";
    document.cookie = `theme=${chosen}; Path=/; SameSite=Lax; Max-Age=${chosen === "auto" ? 0 : 31536000}${secure}`;
    if (chosen === "auto") delete document.documentElement.dataset.theme;
    else document.documentElement.dataset.theme = chosen;
    for (const button of document.querySelectorAll('button[name="theme"]')) {
      if (button.value === chosen) button.setAttribute("aria-pressed", "true"); else button.removeAttribute("aria-pressed");
    }
  });
}
