/** The ZIP of stored files with one exact layout, and what stands where in it. As part 2 of verify.py. */

import { concat, equal, utf8 } from "./spelling.js";

const LOCAL = 30;
const CENTRAL = 46;
const END = 22;
const DAY = 0x21;
const MODE = 0o100644 * 2 ** 16;

const TABLE = Uint32Array.from({ length: 256 }, (_none, byte) => {
  let value = byte;
  for (let bit = 0; bit < 8; bit += 1) value = value & 1 ? (value >>> 1) ^ 0xedb88320 : value >>> 1;
  return value >>> 0;
});

function crc32(bytes) {
  let value = 0xffffffff;
  for (const byte of bytes) value = TABLE[(value ^ byte) & 255] ^ (value >>> 8);
  return (value ^ 0xffffffff) >>> 0;
}

/** Numbers of two ("h") or four ("l") bytes, the lowest first. */
function packed(mark, layout, ...values) {
  const bytes = new Uint8Array(4 + [...layout].reduce((sum, one) => sum + (one === "h" ? 2 : 4), 0));
  bytes.set([80, 75, ...mark]);
  const view = new DataView(bytes.buffer);
  let at = 4;
  values.forEach((value, n) => {
    if (layout[n] === "h") view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    at += layout[n] === "h" ? 2 : 4;
  });
  return bytes;
}

const MOST_FILES = 0xffff;

/** The one container that holds these [name, content], and which name stands behind which of its bytes. */
export function pack(files) {
  const entries = [...files].sort(([one], [other]) => (one < other ? -1 : 1));
  const parts = [];
  const directory = [];
  const spans = [];
  let at = 0;
  for (const [name, content] of entries) {
    const spelt = utf8(name);
    const head = [20, 0, 0, 0, DAY, crc32(content), content.length, content.length, spelt.length, 0];
    parts.push(packed([3, 4], "hhhhhlllhh", ...head), spelt, content);
    directory.push(packed([1, 2], "hhhhhhlllhhhhhll", 0x314, ...head, 0, 0, 0, MODE, at), spelt);
    at += LOCAL + spelt.length + content.length;
    spans.push([at, name]);
  }
  const body = at;
  for (const [name] of entries) {
    at += CENTRAL + name.length;
    spans.push([at, name]);
  }
  const count = entries.length;
  const end = packed([5, 6], "hhhhllh", 0, 0, count, count, at - body, body, 0);
  return [concat(...parts, ...directory, end), spans];
}

const marked = (data, at, one, two) => data[at] === 80 && data[at + 1] === 75 && data[at + 2] === one && data[at + 3] === two;

/** The files as the directory at the end names them; null where it is none. */
function byDirectory(data, view) {
  const end = data.length - END;
  if (end < 0 || !marked(data, end, 5, 6)) return null;
  let at = view.getUint32(end + 16, true);
  if (at + view.getUint32(end + 12, true) + END !== data.length) return null;
  const files = [];
  for (let count = view.getUint16(end + 10, true); count > 0; count -= 1) {
    if (at + CENTRAL > end) return null;
    const length = view.getUint16(at + 28, true);
    const name = data.subarray(at + CENTRAL, at + CENTRAL + length);
    if (!marked(data, at, 1, 2) || view.getUint16(at + 10, true)) return null;
    const start = view.getUint32(at + 42, true) + LOCAL + name.length;
    files.push([name, data.subarray(start, start + view.getUint32(at + 24, true))]);
    at += CENTRAL + length;
  }
  // Files that share bytes could be made as large as one likes.
  const whole = files.reduce((sum, [name, content]) => sum + LOCAL + name.length + content.length, 0);
  return whole <= data.length ? files : null;
}

/** The files as they follow each other from the first byte on. */
function oneByOne(data, view) {
  const files = [];
  let at = 0;
  while (at + LOCAL <= data.length && marked(data, at, 3, 4)) {
    const start = at + LOCAL + view.getUint16(at + 26, true);
    const size = view.getUint32(at + 22, true);
    if (view.getUint16(at + 8, true) || start + size > data.length || files.length === MOST_FILES) break;
    files.push([data.subarray(at + LOCAL, start), data.subarray(start, start + size)]);
    at = start + size;
  }
  return files;
}

/** The files of a container by name. Whatever is not as `pack` makes it is a failure that names the file it stands at. */
export function unpack(data, report) {
  const view = new DataView(data.buffer, data.byteOffset, data.byteLength);
  const files = byDirectory(data, view) ?? oneByOne(data, view);
  const found = new Map();
  for (const [bytes, content] of files) {
    const name = String.fromCharCode(...bytes);
    const good = /^[A-Za-z0-9][A-Za-z0-9._/-]*$/.test(name) && !name.includes("..");
    if (report.need(good, "container", "container", JSON.stringify(name))) found.set(name, content);
  }
  report.need(found.size === files.length, "container", "container");
  const [rebuilt, spans] = pack(found);
  if (equal(rebuilt, data)) return found;
  if (data.length > rebuilt.length && equal(data.subarray(0, rebuilt.length), rebuilt)) {
    report.fail("container", "trailing", String(data.length - rebuilt.length));
  } else {
    let at = 0;
    while (at < Math.min(rebuilt.length, data.length) && rebuilt[at] === data[at]) at += 1;
    report.fail(spans.find(([end]) => at < end)?.[1] ?? "container", "container", `byte ${at}`);
  }
  return found;
}
