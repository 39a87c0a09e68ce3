// Showing a sheet: the verdict on a draft, its words marked, a card for each thing that was found.

import { byId, element, fill, goTo, words } from "./dom.js";

const NAMES = { error: "Error", warning: "Warning", note: "Note", cleared: "Cleared" };
const COVERED = "Covered: personal data, and what could not be made out for sure.";
const NOTHING = { level: "", sign: "", verdict: "Nothing to check yet", then: "Write or paste a draft, or open a file." };

// Show a sheet. `offers` makes the buttons of a card; `held` keeps the focus where it was.
export function showSheet(sheet, offers) {
  const held = document.activeElement?.id;
  if (byId("how")) byId("how").hidden = true;
  showVerdict(sheet);
  fill("gap", sheet.errors.length ? [notReviewed(sheet.errors)] : []);
  byId("facts").replaceChildren(words(sheet.facts));
  fill("pictures", (sheet.pictures ?? []).map(picture));
  fill("marked", sheet.stretches.flatMap(marked), byId("words"));
  const levels = Object.keys(NAMES).filter((level) => sheet.cards.some((card) => card.level === level));
  byId("key").replaceChildren(...levels.map((level) => element("mark", { class: level }, NAMES[level])));
  fill("cards", sheet.cards.map((card) => cardOf(card, offers(card))), byId("found"));
  byId("notices").replaceChildren(...sheet.notices.map((notice) => element("li", {}, words(notice))));
  showPreviews(sheet.counters);
  if (held && document.activeElement?.id !== held) byId(held)?.focus({ preventScroll: true });
}

// Show that there is nothing to check.
export function showNothing() {
  showVerdict(NOTHING);
  if (byId("how")) byId("how").hidden = false;
  for (const id of ["gap", "pictures", "words", "found", "previews"]) byId(id).hidden = true;
  for (const id of ["facts", "notices"]) byId(id).replaceChildren();
  showCounts([]);
}

export function sign(sheet) {
  return element("span", { class: "sign", "@aria-hidden": "true" }, sheet.sign);
}

function showVerdict(sheet) {
  const shown = byId("verdict-words");
  shown.className = `verdict ${sheet.level}`;
  shown.replaceChildren(...(sheet.sign ? [sign(sheet)] : []), sheet.verdict);
  byId("then").textContent = sheet.then;
  const short = sheet.sign ? element("a", { href: "#verdict", class: `verdict ${sheet.level}` }, sign(sheet), sheet.verdict) : null;
  byId("short")?.replaceChildren(...(short ? [onClick(short, "verdict"), " – see below"] : []));
}

function notReviewed(errors) {
  const list = element("ul", {}, ...errors.map((error) => element("li", {}, words(error))));
  return element("div", {}, element("h3", {}, "Not reviewed"), list);
}

// What was found is framed in the picture itself, and what is personal covered there.
function picture(shown) {
  const image = element("img", { src: shown.address, alt: shown.said });
  const said = shown.covers ? element("figcaption", { class: "quiet" }, COVERED) : null;
  return element("figure", { class: "picture" }, image, said);
}

function marked(stretch) {
  if (!stretch.numbers.length) return [stretch.text];
  const mark = element("mark", { class: stretch.level, id: `words-${stretch.start}`, tabIndex: -1 }, stretch.text);
  return [mark, ...stretch.ending.map(reference)];
}

function reference(number) {
  const link = element("a", { class: "ref", href: `#card-${number}`, "@aria-label": `Finding ${number}` }, `${number}`);
  return onClick(link, `card-${number}`);
}

function onClick(link, target) {
  link.addEventListener("click", (event) => {
    event.preventDefault();
    goTo(target);
  });
  return link;
}

function cardOf(card, buttons) {
  const heading = element(
    "h4",
    { id: `card-${card.number}`, tabIndex: -1 },
    element("span", { class: "number" }, `${card.number}`),
    " ",
    element("span", { class: "level" }, NAMES[card.level]),
    " ",
    words(card.title),
  );
  const told = element("dl", {}, ...(card.details.length ? [] : [where(card)]), ...card.labelled.map(labelled));
  const details = card.details.map((one) => element("li", {}, toWords(one), ": ", words(one.said)));
  return element(
    "li",
    { class: `card ${card.level}` },
    heading,
    details.length ? element("ul", {}, ...details) : null,
    told,
    buttons.length ? element("div", { class: "buttons" }, ...buttons) : null,
  );
}

function where(card) {
  const places = card.places.flatMap((place, index) => (index ? ["; ", toWords(place)] : [toWords(place)]));
  const more = card.more ? `; and ${card.more} more, marked ${card.number}` : "";
  return element("div", {}, element("dt", {}, "Where"), element("dd", {}, ...places, more));
}

function toWords(place) {
  return onClick(element("a", { href: `#words-${place.start}` }, words(place.words)), `words-${place.start}`);
}

function labelled({ label, said }) {
  return element("div", {}, element("dt", {}, label), element("dd", {}, words(said)));
}

function showPreviews(counters) {
  showCounts(counters);
  fill("preview-list", counters.filter((counter) => counter.measures.length).map(preview), byId("previews"));
}

function preview(counter) {
  const part = counter.part ? `, part ${counter.part}` : "";
  const cut = counter.over ? [element("span", { class: "cut" }, "Cut off from here:"), over(counter.over)] : [];
  const text = element("div", { class: "text", "@dir": "auto" }, counter.fits, ...cut);
  const said = cut.length ? [text] : [element("p", { class: "quiet" }, "All of it.")];
  return element("div", { class: "preview" }, element("h4", {}, `${counter.title}${part}: ${counted(counter)}`), ...said);
}

const over = (text) => element("span", { class: "over-words" }, text);

// The counters beside the names of platforms; of several parts or measures the one that is fullest.
function showCounts(counters) {
  for (const shown of document.querySelectorAll(".count")) {
    const mine = counters.filter((counter) => `count-${counter.platform}` === shown.id);
    const fullest = mine.sort((one, other) => fullness(other) - fullness(one))[0];
    shown.textContent = fullest ? counted(fullest) : "";
    shown.classList.toggle("over", mine.some((counter) => fullness(counter) > 1));
  }
}

const fullness = (counter) => Math.max(0, ...counter.measures.map((measure) => measure.size / measure.limit));

function counted(counter) {
  if (!counter.measures.length) return "no known limit";
  const { size, limit } = counter.measures.reduce((one, other) =>
    other.size / other.limit > one.size / one.limit ? other : one,
  );
  const said = `${size.toLocaleString("en-GB")} of ${limit.toLocaleString("en-GB")}`;
  return size > limit ? `${said}, ${(size - limit).toLocaleString("en-GB")} too many` : said;
}
