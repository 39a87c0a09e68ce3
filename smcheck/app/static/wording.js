// Changing the text by the wordings that findings offer. smcheck counts code points, a browser UTF-16 units.

const QUOTE = 2; // units of the sign before each line that is quoted

// Where a code point begins, in UTF-16 units, of a text.
export function unitsOf(text, codePoints) {
  let units = 0;
  for (let left = codePoints; left > 0 && units < text.length; left -= 1) {
    units += text.codePointAt(units) > 0xffff ? 2 : 1;
  }
  return units;
}

// The edits whose words lie in a text that begins after `prefix` code points, as { start, end, text } in its units.
export function editsWithin(edits, prefix, text) {
  return edits
    .filter((edit) => edit.start >= prefix)
    .map((edit) => ({
      ...edit,
      start: unitsOf(text, edit.start - prefix),
      end: unitsOf(text, edit.end - prefix),
    }));
}

// The text with the edits made; of those that touch one another, only the first.
export function edited(text, edits) {
  let made = "";
  let done = 0;
  for (const edit of [...edits].sort((one, other) => one.start - other.start || one.end - other.end)) {
    if (edit.start < done) continue;
    made += text.slice(done, edit.start) + edit.text;
    done = edit.end;
  }
  return made + text.slice(done);
}

// A message as it is quoted above its answer; empty where there is none.
export function quotedAbove(message) {
  if (!message.trim()) return "";
  return message.split("\n").map((line) => `> ${line}\n`).join("") + "\n";
}

// Where a unit of a message stands once it is quoted, and where one of what is quoted stands in the message.
export const quotedPlace = (message, units) => units + QUOTE * message.slice(0, units).split("\n").length;
export const unquoted = (quoted, units) => units - QUOTE * quoted.slice(0, units).split("\n").length;

export const countCodePoints = (text) => [...text].length;
