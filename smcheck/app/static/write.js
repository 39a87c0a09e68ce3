// The page on which a draft is written: what is asked, when, and what is done with the answer.

import { offerApproval } from "./approval.js";
import { byId, element, fill, goTo, say, words } from "./dom.js";
import { contentOf, takeDrops } from "./files.js";
import { follow } from "./followed.js";
import { openNamed } from "./opened.js";
import { ask, forget, keepAlive } from "./server.js";
import { showNothing, showSheet, sign } from "./sheet.js";
import { countCodePoints, edited, editsWithin, quotedAbove, quotedPlace, unitsOf, unquoted } from "./wording.js";

const PAUSE = 250; // milliseconds without a key, after which the text is checked
const PATIENCE = 700; // milliseconds, after which the page says that it is still at work
const LONGEST_START = 90; // characters of a row
const LONGEST_OLD = 40; // characters of words for which others are offered

const text = byId("text");
const message = byId("message");
const date = byId("date");
const platforms = [...document.querySelectorAll("[name=platform]")];
const kinds = [...document.querySelectorAll("[name=kind]")];

let file = null; // { name, content, choices } of the file that is open; `followed` is its path where it is the folder's
let name = ""; // of the file whose text is being changed here, which says how it is read
let answer = null; // what smcheck said last
let asked = null; // { prefix, text } that it said it about
let taken = []; // wordings that were taken since, as edits of that text
let chosen = 0; // index of the sheet that is shown
let visited = { kind: "", start: -1 }; // the card of which a place was selected last, and where that began
let announced = "";
let copied = "";
const before = []; // { text, message } before each change by a button
let timer = 0;

const kind = () => kinds.find((choice) => choice.checked).value;
const prefix = () => (kind() === "reply" ? quotedAbove(message.value) : "");

function question() {
  const choices = {
    platforms: byId("platforms").hidden ? [] : platforms.filter((choice) => choice.checked).map((choice) => choice.value),
    date: date.value,
  };
  if (file) return { ...choices, name: file.name, content: file.content };
  return { ...choices, name, kind: kind(), text: prefix() + text.value };
}

async function check() {
  clearTimeout(timer);
  if (!file && !text.value.trim()) {
    forget();
    answer = asked = null;
    byId("busy").hidden = byId("take-safe").hidden = true;
    showNothing();
    announced = "";
    return;
  }
  const about = { prefix: prefix(), text: text.value };
  const slow = setTimeout(() => (byId("busy").hidden = false), PATIENCE);
  try {
    const came = await ask(question());
    if (!came) return;
    showTrouble("");
    [answer, asked] = [came, about];
    byId("busy").hidden = true;
    show();
  } catch (error) {
    byId("busy").hidden = true;
    showTrouble(error.message);
  } finally {
    clearTimeout(slow);
  }
}

function checkSoon() {
  clearTimeout(timer);
  timer = setTimeout(check, PAUSE);
}

function show() {
  chosen = Math.min(chosen, Math.max(0, answer.sheets.length - 1));
  const sheet = answer.sheets[chosen];
  if (file) showFile();
  if (!sheet) {
    showNothing();
    byId("verdict-words").textContent = "There is no draft in it";
    byId("then").textContent = "Nothing in this file would be published.";
    return;
  }
  const general = answer.report.notices.map((notice) => notice.charAt(0).toUpperCase() + notice.slice(1));
  showSheet({ ...sheet, notices: [...new Set([...sheet.notices, ...general])] }, offers);
  const safe = safeEdits();
  byId("take-safe").hidden = safe.length === 0;
  byId("take-safe").textContent = `Take all that is safe (${safe.length})`;
  announce(sheet);
}

// The verdict is told when it changes, not each time that it is given.
function announce(sheet) {
  const verdict = `${sheet.name}: ${sheet.verdict}`;
  if (verdict !== announced) {
    const count = sheet.cards.filter((card) => card.level !== "cleared").length;
    const found = count === 1 ? " 1 finding." : count ? ` ${count} findings.` : "";
    say(`${sheet.verdict}.${found}`);
  }
  announced = verdict;
}

function showTrouble(trouble) {
  const shown = byId("trouble-words");
  if (shown.textContent !== trouble) shown.textContent = trouble;
  byId("trouble").hidden = !trouble;
}

// Wordings that findings offer

function editsOf(indexes) {
  if (file || !asked) return [];
  const { findings } = answer.report.drafts[chosen];
  const edits = indexes.flatMap((index) => findings[index].edits ?? []);
  return editsWithin(edits, countCodePoints(asked.prefix), asked.text);
}

function safeEdits() {
  const open = answer.sheets[chosen].cards.filter((card) => card.level !== "cleared");
  return editsOf(open.flatMap((card) => card.findings)).filter((edit) => edit.safe);
}

function offers(card) {
  if (file || card.level === "cleared" || kind() === "comment") return [];
  const edits = editsOf(card.findings);
  const wordings = edits.map((edit, index) => {
    const said = offered(edit, edits.length > 1);
    return button(`use-${card.number}-${index}`, said, () => use([edit]));
  });
  return [...wordings, button(`select-${card.number}`, [changeLabel(card)], () => selectWords(card))];
}

// What a button says of a wording; of several ones also in place of which words.
function offered(edit, isOneOfSeveral) {
  const old = words(`“${shortened(asked.text.slice(edit.start, edit.end))}”`);
  if (!edit.text) return ["Take out ", old];
  const anew = words(`“${edit.text}”`);
  return isOneOfSeveral ? ["Change ", old, " to ", anew] : ["Use this wording: ", anew];
}

const shortened = (text) => (text.length > LONGEST_OLD ? `${text.slice(0, LONGEST_OLD).trimEnd()}…` : text);

function button(id, said, act) {
  const made = element("button", { type: "button", id }, ...said);
  made.addEventListener("click", act);
  return made;
}

// The text as it was when it was judged, or it is judged anew first.
function isJudged() {
  if (asked && asked.text === text.value && asked.prefix === prefix()) return true;
  check();
  return false;
}

// Wordings are places of the text that was judged: of several that are taken before it is judged anew, none is lost.
function use(edits) {
  const since = asked?.text === text.value ? [] : taken;
  if (!asked || asked.prefix !== prefix() || text.value !== edited(asked.text, since)) return check();
  taken = [...since, ...edits];
  const first = edits.reduce((one, other) => (other.start < one.start ? other : one));
  const begin = edited(asked.text.slice(0, first.start), taken.filter((edit) => edit.end <= first.start)).length;
  change(edited(asked.text, taken));
  text.focus();
  text.setSelectionRange(begin, edits.length === 1 ? begin + first.text.length : begin);
  say(`${edits.length === 1 ? "1 change" : `${edits.length} changes`} made. You can undo it.`);
}

function change(to) {
  before.push({ text: text.value, message: message.value });
  text.value = to;
  byId("undo").hidden = false;
  check();
}

function undo() {
  const last = before.pop();
  if (!last) return;
  [text.value, message.value] = [last.text, last.message];
  byId("undo").hidden = before.length === 0;
  text.focus();
  say("Undone.");
  check();
}

// Each place of a card's words once, in the order of the text, as code points of what was judged.
function placesOf(card) {
  const { findings } = answer.report.drafts[chosen];
  const places = new Map(card.findings.map((index) => [`${findings[index].start} ${findings[index].end}`, findings[index]]));
  return [...places.values()].sort((one, other) => one.start - other.start || one.end - other.end);
}

// What tells a card from others though its number changes as others go: its checks, and of a person the name.
function kindOf(card) {
  const { findings } = answer.report.drafts[chosen];
  const checks = [...new Set(card.findings.map((index) => findings[index].check))].sort();
  return [card.level, ...checks, checks.includes("named-person") ? card.title : ""].join(" ");
}

// Of several places the next one after that which was selected last; the first one behind the last.
function nextOf(card) {
  const places = placesOf(card);
  const next = visited.kind === kindOf(card) ? places.findIndex((place) => place.start > visited.start) : 0;
  return { places, index: Math.max(0, next) };
}

function changeLabel(card) {
  const { places, index } = nextOf(card);
  return places.length > 1 ? `Change these words: ${index + 1} of ${places.length}` : "Change these words";
}

function selectWords(card) {
  if (!isJudged()) return;
  const { places, index } = nextOf(card);
  visited = { kind: kindOf(card), start: places[index].start };
  selectPlace(places[index]);
  if (places.length < 2) return;
  byId(`select-${card.number}`).textContent = changeLabel(card);
  say(`Place ${index + 1} of ${places.length}.`);
}

// Select a place where it can be changed: in the text, or in the message that is quoted above it.
function selectPlace({ start, end }) {
  const whole = asked.prefix + asked.text;
  const [from, to] = [unitsOf(whole, start), unitsOf(whole, end)];
  if (from < asked.prefix.length) {
    message.focus();
    message.setSelectionRange(unquoted(whole, from), unquoted(whole, to));
  } else {
    text.focus();
    text.setSelectionRange(from - asked.prefix.length, to - asked.prefix.length);
  }
}

// Go from where the cursor is to the next words that were found, or back to the last ones.
function step(forward) {
  if (file || !answer?.sheets[chosen] || !isJudged()) return;
  const open = answer.sheets[chosen].cards.filter((card) => card.level !== "cleared");
  const places = open.flatMap((card) => placesOf(card).map((place) => ({ ...place, card })));
  places.sort((one, other) => one.start - other.start || one.end - other.end);
  const here = cursor();
  const isHere = (place) => place.start === here.start && place.end === here.end;
  const found = forward
    ? (places.find((place) => place.start >= here.start && place.end >= here.end && !isHere(place)) ?? places[0])
    : (places.findLast((place) => place.start <= here.start && place.end <= here.end && !isHere(place)) ?? places.at(-1));
  if (!found) return say("There are no words to change.");
  selectPlace(found);
  const mine = places.filter((place) => place.start === found.start && place.end === found.end);
  say(mine.map(({ card }) => `${card.number}: ${card.title}.`).join(" "));
}

// What is selected, in code points of what was judged.
function cursor() {
  const whole = asked.prefix + asked.text;
  const inMessage = document.activeElement === message;
  const area = inMessage ? message : text;
  const units = (place) => (inMessage ? quotedPlace(area.value, place) : asked.prefix.length + place);
  const [start, end] = [area.selectionStart, area.selectionEnd].map((place) => countCodePoints(whole.slice(0, units(place))));
  return { start, end };
}

function stepByKey(event) {
  if (event.key !== "F8" || event.ctrlKey || event.altKey || event.metaKey) return;
  event.preventDefault();
  step(!event.shiftKey);
}

async function copy() {
  try {
    await navigator.clipboard.writeText(text.value);
  } catch {
    text.select();
    document.execCommand("copy");
  }
  copied = text.value;
  const level = answer?.sheets[chosen]?.level;
  const warned = level && level !== "clear" && level !== "note" ? ` But the verdict is: ${answer.sheets[chosen].verdict}.` : "";
  byId("copy").textContent = "Copied";
  setTimeout(() => (byId("copy").textContent = "Copy the text"), 2000);
  say(`Copied.${warned}`);
}

// Files

async function openFile(given) {
  try {
    await openContent(given.name, await contentOf(given));
  } catch (error) {
    showTrouble(error.message);
  }
}

async function openContent(named, content, followed = "") {
  const choices = file?.choices ?? { platforms: platforms.map((choice) => choice.checked), date: date.value };
  file = { name: named, content, choices, followed };
  for (const choice of platforms) choice.checked = false;
  date.value = "";
  chosen = 0;
  arrange();
  byId("file-name").replaceChildren(words(file.name));
  byId("file-says").textContent = "Being checked…";
  byId("file-live").hidden = !followed;
  byId("file-live").textContent = "Change and save it in its own program: each time that it is saved, it is checked again here.";
  byId("rows").replaceChildren();
  await check();
  goTo("file-name");
}

// A file of the folder, which is checked again each time that it is saved, until it is closed here.
async function followFile(path) {
  let begun = false;
  const isOpen = () => !begun || file?.followed === path;
  const came = async (saved) => {
    if (!begun) {
      begun = true;
      return openContent(saved.name, saved.content, path);
    }
    file.content = saved.content;
    await check();
    byId("file-live").textContent = `It was saved, and checked again at ${new Date().toLocaleTimeString("en-GB")}.`;
  };
  await follow(path, { isOpen, came, told: showTrouble, content: true });
}

function showFile() {
  const { sheets, summary } = answer;
  byId("file-says").textContent = `${summary.charAt(0).toUpperCase()}${summary.slice(1)}.`;
  byId("take-over").hidden = !sheets[chosen]?.text;
  const list = sheets.length > 1 ? sheets.map(row) : [];
  const held = document.activeElement?.id;
  fill("rows", list);
  byId("steps").hidden = list.length === 0;
  if (held) byId(held)?.focus({ preventScroll: true });
}

function row(sheet, index) {
  const start = sheet.text ? sheet.text.split(/\s+/).join(" ").trim() : sheet.errors.join(" ");
  const title = sheet.row === null ? `Draft ${index + 1}` : `Row ${sheet.row}`;
  const shown = button(
    `row-${index}`,
    [
      element("span", {}, `${title}: `, element("span", { class: `verdict ${sheet.level}` }, sign(sheet), sheet.verdict)),
      element("bdi", { class: "start" }, start.slice(0, LONGEST_START)),
    ],
    () => choose(index),
  );
  if (index === chosen) shown.setAttribute("aria-current", "true");
  return element("li", {}, shown);
}

// Show a draft of the file; the focus goes to its verdict.
function choose(index) {
  chosen = Math.max(0, Math.min(index, answer.sheets.length - 1));
  show();
  goTo("verdict");
}

function closeFile() {
  for (const [index, choice] of platforms.entries()) choice.checked = file.choices.platforms[index];
  date.value = file.choices.date;
  file = null;
  chosen = 0;
  arrange();
  text.focus();
  check();
}

// The text of the file, to be changed here; the file stays as it is.
function takeOver() {
  const sheet = answer.sheets[chosen];
  const own = sheet.kind ?? "post";
  name = sheet.row === null && /\.(txt|text|md|mdown|markdown|html?|xhtml)$/i.test(file.name) ? file.name : "";
  for (const choice of kinds) choice.checked = choice.value === own;
  closeFile();
  change(sheet.text);
  message.value = "";
  check();
}

// Controls

function arrange() {
  byId("written").hidden = file !== null;
  byId("opened").hidden = file === null;
  byId("steps").hidden = true;
  byId("answered").hidden = kind() !== "reply";
  byId("platforms").hidden = file === null && (kind() === "email" || kind() === "comment");
  byId("text-label").textContent = { reply: "Your answer", comment: "Their comment" }[kind()] ?? "Your text";
  for (const hint of [byId("usual"), byId("date-hint")]) {
    hint.textContent = file ? hint.dataset.file : hint.dataset.typed;
  }
}

function startAgain() {
  name = "";
  change("");
  message.value = "";
  check();
  text.focus();
}

function pickFile() {
  byId("file").value = "";
  byId("file").click();
}

for (const area of [text, message]) {
  area.addEventListener("input", checkSoon);
  area.addEventListener("keydown", stepByKey);
}
for (const choice of [...platforms, date]) choice.addEventListener("change", check);
for (const choice of kinds) {
  choice.addEventListener("change", () => {
    arrange();
    check();
  });
}
byId("draft").addEventListener("submit", (event) => event.preventDefault());
byId("copy").addEventListener("click", copy);
byId("undo").addEventListener("click", undo);
byId("take-safe").addEventListener("click", () => use(safeEdits()));
byId("clear").addEventListener("click", startAgain);
byId("open").addEventListener("click", pickFile);
byId("another").addEventListener("click", pickFile);
byId("file").addEventListener("change", (event) => event.target.files.length && openFile(event.target.files[0]));
byId("close").addEventListener("click", closeFile);
byId("previous").addEventListener("click", () => choose(chosen - 1));
byId("next").addEventListener("click", () => choose(chosen + 1));
byId("list").addEventListener("click", () => goTo(`row-${chosen}`));
byId("take-over").addEventListener("click", takeOver);
takeDrops(byId("dropping"), openFile);
offerApproval(() => ({ ...question(), draft: chosen }));
keepAlive((trouble) => trouble && showTrouble(trouble));
addEventListener("beforeunload", (event) => {
  if (text.value.trim() && text.value !== copied) event.preventDefault();
});
const beside = new URLSearchParams(location.search).get("file");
if (beside) followFile(beside);
const put = (named) => {
  [name, copied] = [named, text.value];
  check();
};
await openNamed(put, showTrouble);
arrange();
if (!beside) check();
