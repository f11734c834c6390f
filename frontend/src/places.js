// Fractional places: strings over 0-9A-Za-z whose order of ASCII is the order of the text. Between two of them there is always
// another one, so that moving one paragraph writes one place and leaves all others as they are.
const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
const TAIL = 3; // random digits, so that what two people put at one spot at one moment does not interleave

// The shortest place between two; an empty `low` is the beginning, an empty `high` the end.
function midpoint(low, high) {
  if (high) {
    let same = 0;
    while (same < high.length && (low[same] ?? "0") === high[same]) same++;
    if (same) return high.slice(0, same) + midpoint(low.slice(same), high.slice(same));
  }
  const from = low ? DIGITS.indexOf(low[0]) : 0;
  const to = high ? DIGITS.indexOf(high[0]) : DIGITS.length;
  if (to - from > 1) return DIGITS[high ? (from + to) >> 1 : from + Math.min(8, (to - from) >> 1)];
  if (high.length > 1) return high[0] + midpoint("", high.slice(1));
  return DIGITS[from] + midpoint(low.slice(1), "");
}

function tail(random) {
  let digits = "";
  while (digits.length < TAIL) digits += DIGITS[1 + Math.floor(random() * (DIGITS.length - 1))];
  return digits;
}

// `count` places in order between two, all under one random stem; null where there is no room (two equal places).
export function placesBetween(low, high, count, random = Math.random) {
  const stem = midpoint(low, high ?? "") + tail(random);
  if (!(stem > low) || (high && !(stem < high))) return null;
  const places = [stem];
  for (let made = 1; made < count; made++) places.push(stem + counter(made, count));
  return high && !(places.at(-1) < high) ? null : places;
}

// 1, 2, 3 … as digits of equal length that never end in 0.
function counter(number, count) {
  let digits = "";
  for (let most = count; most > 0; most = Math.floor(most / DIGITS.length)) {
    digits = DIGITS[number % DIGITS.length] + digits;
    number = Math.floor(number / DIGITS.length);
  }
  return digits + "V";
}

// Indexes of a longest run of `values` that rises (strictly, by `before`): what need not be moved.
export function longestRising(values, before = (one, other) => one < other) {
  const tails = [], previous = new Array(values.length);
  values.forEach((value, index) => {
    let low = 0, high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (before(values[tails[middle]], value)) low = middle + 1;
      else high = middle;
    }
    previous[index] = low ? tails[low - 1] : -1;
    tails[low] = index;
  });
  const kept = new Set();
  for (let index = tails.length ? tails.at(-1) : -1; index >= 0; index = previous[index]) kept.add(index);
  return kept;
}
