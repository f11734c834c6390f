// A relative time can be reached by keyboard and shows its exact time then, as it does under the pointer.
export default function time(element) {
  const exact = element.title;
  if (!exact) return;
  element.removeAttribute("title");
  element.tabIndex = 0;
  element.dataset.exact = exact;
  element.setAttribute("aria-label", `${element.textContent.trim()}, ${exact}`);
}
