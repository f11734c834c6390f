// Signing out takes every kept word off this device.
export default function forgetWords(form) {
  form.addEventListener("submit", () => {
    for (const place of Object.keys(localStorage)) if (place.startsWith("draft:")) localStorage.removeItem(place);
  });
}
