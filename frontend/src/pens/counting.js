// The numbers of paragraphs, equal to forum/declarations/text/clauses.py; tests/declarations/numbering.json holds both to one table.
export const NUMBERED = ["operative", "sub", "subsub"];
const ORDINALS = ["", "bis", "ter", "quater", "quinquies", "sexies", "septies", "octies", "novies", "decies"];
const ROMAN = [[100, "c"], [90, "xc"], [50, "l"], [40, "xl"], [10, "x"], [9, "ix"], [5, "v"], [4, "iv"], [1, "i"]];
const SIGNS = { operative: String, sub: (count) => `(${letters(count)})`, subsub: (count) => `(${roman(count)})` };

// 1 -> a, 26 -> z, 27 -> aa.
export function letters(count) {
  let words = "";
  for (; count > 0; count = Math.floor((count - 1) / 26)) words = String.fromCharCode(97 + ((count - 1) % 26)) + words;
  return words;
}

export function roman(count) {
  let words = "";
  for (const [value, sign] of ROMAN) for (; count >= value; count -= value) words += sign;
  return words;
}

export const ordinal = (count) => ORDINALS[count] ?? `(${count + 1})`;

// {mark, number} of each paragraph {kind, alternative, added}; what is only suggested (`added`) has no number before it is accepted.
export function numbered(paragraphs) {
  const counts = { operative: 0, sub: 0, subsub: 0 };
  const others = { operative: 0, sub: 0, subsub: 0 };
  const above = { operative: "", sub: "–", subsub: "– (a)" };
  const beginAgain = (kind) => {
    counts[kind] = others[kind] = 0;
    if (kind === "subsub") return;
    above.subsub = `${above.sub} (a)`;
    beginAgain("subsub");
  };
  return paragraphs.map(({ kind, alternative, added }) => {
    if (added) return { mark: "", number: "" };
    if (!NUMBERED.includes(kind)) {
      beginAgain("sub");
      return { mark: "", number: "" };
    }
    if (alternative && counts[kind]) others[kind] += 1;
    else [counts[kind], others[kind]] = [counts[kind] + 1, 0];
    const sign = SIGNS[kind](counts[kind]) + (others[kind] ? ` ${ordinal(others[kind])}` : "");
    const number = `${above[kind]} ${sign}`.trimStart();
    if (kind === "operative") {
      above.sub = number;
      beginAgain("sub");
    } else if (kind === "sub") {
      above.subsub = number;
      beginAgain("subsub");
    }
    return { mark: kind === "operative" ? `${sign}.` : sign, number };
  });
}
