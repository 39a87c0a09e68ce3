// The table of a folder's drafts: asked for again and again, filtered and sorted here.

import { byId, element, fill, say, words } from "./dom.js";
import { keepAlive } from "./server.js";

const AGAIN = 3000; // milliseconds, after which the page asks again where smcheck did not answer
const LOST =
  "smcheck does not answer, so this table may be out of date. If its window is closed, open it again with its icon.";
const LEVELS = ["unreviewed", "error", "warning", "note", "clear"];
const heads = [...document.querySelectorAll("#drafts th")];
const collator = new Intl.Collator("en-GB", { numeric: true, sensitivity: "base" });

let table = null; // what smcheck said last
let said = ""; // the summary that was told last
let lost = false; // whether smcheck did not answer last
let order = { key: "verdict", down: false };

const VALUES = {
  verdict: (row) => LEVELS.indexOf(row.level),
  draft: (row) => row.place,
  gravest: (row) => row.gravest,
  findings: (row) => row.findings,
  day: (row) => row.day,
  platforms: (row) => row.platforms.join(", "),
  approval: (row) => row.approval,
};

async function follow() {
  let since = "";
  for (;;) {
    try {
      const response = await fetch(`/folder/changes?since=${since}`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: "{}",
      });
      if (!response.ok) throw new Error(String(response.status));
      const came = await response.json();
      if (lost) showTrouble(came.problem);
      lost = false;
      if (String(came.version) === since) continue;
      since = String(came.version);
      table = { ...came, rows: came.rows.map((row, index) => ({ ...row, index, place: placeOf(row) })) };
      show();
    } catch {
      lost = true;
      showTrouble(LOST);
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}

function placeOf(row) {
  const part = row.row !== null ? `, row ${row.row}` : row.id ? `, ${row.id}` : "";
  return `${row.file || "This folder"}${part}`;
}

function show() {
  showTrouble(table.problem);
  byId("summary").textContent = table.problem ? "The folder could not be checked" : table.summary || "Nothing has been checked yet";
  const none = table.done && table.rows.length > 0 && table.rows.every((row) => !row.file);
  if (none) byId("summary").textContent = "There are no drafts here yet";
  byId("filter").hidden = none;
  byId("no-drafts").hidden = !none;
  fill("no-drafts-why", none ? table.rows.flatMap((row) => row.why).map((why) => element("li", {}, words(why))) : []);
  byId("progress").hidden = table.done;
  byId("progress").textContent = "The rest is still being checked…";
  showVerdicts();
  showRows();
  if (none) byId("drafts").hidden = true;
  fill("remarks", table.remarks.map((remark) => element("li", {}, words(remark))));
  if (table.done && said !== table.summary) {
    say(none ? "There are no drafts here yet." : table.summary ? `Checked. ${table.summary}.` : "");
    said = table.summary;
  }
}

function showTrouble(trouble) {
  const shown = byId("trouble-words");
  if (shown.textContent !== trouble) shown.textContent = trouble;
  byId("trouble").hidden = !trouble;
}

// The verdicts that occur, each with how often.
function showVerdicts() {
  const chosen = byId("verdicts").value;
  const counts = new Map();
  for (const row of [...table.rows].sort((one, other) => VALUES.verdict(one) - VALUES.verdict(other))) {
    counts.set(row.verdict, (counts.get(row.verdict) ?? 0) + 1);
  }
  if (chosen && !counts.has(chosen)) counts.set(chosen, 0);
  const options = [...counts].map(([verdict, count]) => element("option", { value: verdict }, `${verdict} (${count})`));
  byId("verdicts").replaceChildren(element("option", { value: "" }, "All verdicts"), ...options);
  byId("verdicts").value = chosen;
}

function showRows() {
  const wanted = byId("words").value.toLowerCase().split(/\s+/).filter(Boolean);
  const verdict = byId("verdicts").value;
  const rows = table.rows.filter((row) => (!verdict || row.verdict === verdict) && has(row, wanted)).sort(compare);
  const held = document.activeElement?.id;
  fill("rows-of-drafts", rows.map(shownRow), byId("drafts"));
  if (held) byId(held)?.focus({ preventScroll: true });
  const all = table.rows.length;
  byId("shown").textContent = rows.length === all ? "" : `${rows.length} of ${all} shown.`;
  for (const head of heads) {
    if (head.dataset.key === order.key) head.setAttribute("aria-sort", order.down ? "descending" : "ascending");
    else head.removeAttribute("aria-sort");
  }
}

function has(row, wanted) {
  const text = [row.place, row.verdict, row.gravest, row.day_in_words, row.approval, row.start, ...row.platforms, ...row.why]
    .join(" ")
    .toLowerCase();
  return wanted.every((word) => text.includes(word));
}

// What was not reviewed stands on top; what has no value in a column comes last, whichever way it is sorted.
function compare(one, other) {
  const unread = (other.status === "unreviewed") - (one.status === "unreviewed");
  if (unread) return unread;
  const [mine, theirs] = [VALUES[order.key](one), VALUES[order.key](other)];
  if ((mine === "") !== (theirs === "")) return mine === "" ? 1 : -1;
  const way = typeof mine === "number" ? mine - theirs : collator.compare(mine, theirs);
  return (order.down ? -way : way) || one.index - other.index;
}

function shownRow(row) {
  const why = row.why.map((reason) => element("p", { class: "why" }, words(reason)));
  const draft = row.number ? link(row) : words(row.place);
  const start = row.start ? element("p", { class: "start quiet" }, words(row.start)) : null;
  return element(
    "tr",
    { class: row.level, "@role": "row" },
    cell("", element("span", { class: `verdict ${row.level}` }, element("span", { class: "sign", "@aria-hidden": "true" }, row.sign), row.verdict)),
    element("th", { "@scope": "row", "@role": "rowheader" }, draft, start),
    cell(row.gravest ? "Gravest finding" : why.length ? "Why" : "", row.gravest ? words(row.gravest) : "", ...why),
    cell(row.number ? "Findings" : "", row.number ? String(row.findings) : ""),
    cell(row.day && "Day", row.day_in_words),
    cell(row.platforms.length ? "Platforms" : "", words(row.platforms.join(", "))),
    cell(row.approval && "Approval", words(row.approval)),
  );
}

function cell(label, ...children) {
  return element("td", { "@data-label": label || null, "@role": "cell" }, ...children);
}

function link(row) {
  const address = `/?draft=${encodeURIComponent(row.file)}&number=${row.number}`;
  return element("a", { href: address, id: `draft-${row.number}-${row.file}` }, words(row.place));
}

for (const head of heads) {
  head.firstElementChild.addEventListener("click", () => {
    const { key } = head.dataset;
    order = { key, down: order.key === key && !order.down };
    if (table) showRows();
    say(`Sorted by ${head.textContent.toLowerCase()}, ${order.down ? "descending" : "ascending"}.`);
  });
}
byId("filter").addEventListener("submit", (event) => event.preventDefault());
for (const control of [byId("words"), byId("verdicts")]) {
  control.addEventListener("input", () => {
    if (!table) return;
    showRows();
    say(byId("shown").textContent || "All drafts are shown.");
  });
}
keepAlive((trouble) => trouble && showTrouble(trouble));
follow();
