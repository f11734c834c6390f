// Where the row of tabs is wider than the page, the current one is brought into sight.
export default function tabs(list) {
  const current = list.querySelector("[aria-current]");
  if (!current || list.scrollWidth <= list.clientWidth) return;
  list.scrollLeft += current.getBoundingClientRect().left - list.getBoundingClientRect().left - list.clientWidth / 3;
}
