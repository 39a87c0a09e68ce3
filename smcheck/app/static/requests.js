// The page of approvals: what was asked, one of them opened, and what is answered.

import { byId, element, fill, goTo, say, words } from "./dom.js";
import { keepAlive, send } from "./server.js";
import { showSheet } from "./sheet.js";

const OUTCOMES = { approved: "Approved", returned: "Returned to be changed", refused: "Refused" };
const form = byId("answer");
let open = null; // the request that is shown

async function list() {
  const { requests, damaged } = await send("/requests/list");
  const waiting = requests.filter((request) => !request.answer).length;
  byId("queue-says").textContent = requests.length
    ? `${waiting || "None"} ${waiting === 1 ? "waits" : "wait"} for an answer.`
    : damaged.length ? "" : "Nobody has asked for anything. A draft is asked about on the page Write.";
  fill("damaged", damaged.length ? [damagedOnes(damaged)] : []);
  const held = document.activeElement?.id;
  byId("requests").replaceChildren(...requests.map(row));
  if (held) byId(held)?.focus({ preventScroll: true });
}

function damagedOnes(problems) {
  const each = problems.map((problem) => element("li", {}, words(problem)));
  return element("div", {}, element("h3", {}, problems.length === 1 ? "This cannot be read" : "These cannot be read"), element("ul", {}, ...each));
}

function row(request) {
  const shown = element(
    "button",
    { type: "button", id: `open-${request.id}` },
    element("span", { class: "state" }, stateOf(request)),
    element("strong", {}, words(request.name)),
    element("bdi", { class: "start" }, request.start),
    element("span", { class: "quiet" }, "asked by ", words(request.by), `, ${request.at}; ${counted(request.findings)}`),
    request.note ? element("span", {}, words(`“${request.note}”`)) : null,
    request.answer?.note ? element("span", {}, "Answer: ", words(`“${request.answer.note}”`)) : null,
  );
  if (open?.id === request.id) shown.setAttribute("aria-current", "true");
  shown.addEventListener("click", () => attempt(() => openRequest(request.id)));
  return element("li", { class: request.answer ? request.answer.outcome : "waits" }, shown);
}

function stateOf({ answer }) {
  return answer ? element("span", {}, `${OUTCOMES[answer.outcome]} by `, words(answer.by)) : "Waits for an answer";
}

function counted(findings) {
  const said = Object.entries(findings)
    .filter(([, count]) => count)
    .map(([level, count]) => `${count} ${level}${count === 1 ? "" : "s"}`);
  return said.join(", ") || "nothing found";
}

// A request that is opened

async function openRequest(id) {
  const opened = await send("/requests/open", { id });
  open = opened.request;
  byId("opened").hidden = false;
  byId("note").value = byId("until").value = "";
  say("");
  fill("recorded", []);
  showRequest();
  showSheet({ ...opened.sheet, then: "" }, (card) => (open.answer ? [] : (opened.ticks[card.number] ?? []).map(tick)));
  form.hidden = Boolean(open.answer);
  byId("tick-all").hidden = boxes().length < 2;
  count();
  say(`${open.name}: ${opened.sheet.verdict}.`);
  goTo("asked-h");
  await list();
}

function showRequest() {
  byId("asked-h").replaceChildren(words(open.name));
  const note = open.note ? element("blockquote", {}, words(open.note)) : null;
  const who = element("p", {}, "Asked by ", words(open.by), `, ${open.at}. Request `, element("code", {}, open.id), ".");
  byId("asked").replaceChildren(who, ...(note ? [note] : []));
  const { answer } = open;
  byId("outcome").hidden = !answer;
  if (!answer) return;
  byId("outcome").className = `outcome ${answer.outcome}`;
  byId("outcome").replaceChildren(
    element("strong", {}, OUTCOMES[answer.outcome]),
    " by ",
    words(answer.by),
    `, ${answer.at}`,
    ...(answer.note ? [": ", words(answer.note)] : ["."]),
  );
}

function tick(offer, index) {
  const id = `tick-${offer.fingerprints[0]}-${index}`;
  const hints = [offer.misfit, offer.advice, offer.approver ? "Only an approver may clear this, since it is an error." : ""];
  const hint = hints.filter(Boolean).join(" ");
  const box = element("input", { type: "checkbox", id, disabled: Boolean(offer.misfit), value: offer.fingerprints.join(" ") });
  if (hint) box.setAttribute("aria-describedby", `${id}-hint`);
  box.addEventListener("change", count);
  return element(
    "div",
    { class: "tick" },
    element("label", {}, box, " ", words(offer.said)),
    hint ? element("p", { id: `${id}-hint`, class: "quiet" }, words(hint)) : null,
  );
}

const boxes = () => [...document.querySelectorAll(".tick input:enabled")];

function count() {
  const all = document.querySelectorAll(".tick input").length;
  const ticked = boxes().filter((box) => box.checked).length;
  byId("approved").textContent = ticked ? `Approve, and clear ${ticked} of ${all}` : "Approve";
  byId("ticked").textContent = told(all, ticked);
}

function told(all, ticked) {
  if (!all) return "There is nothing to clear in it.";
  if (ticked < all) return `${ticked} of ${all} ticked above. What is not ticked is still found when the draft is checked.`;
  return "All is ticked, and will be recorded as cleared where you approve.";
}

async function answer(outcome) {
  const cleared = boxes().filter((box) => box.checked).flatMap((box) => box.value.split(" "));
  const { request, decisions } = await send("/requests/answer", {
    id: open.id,
    outcome,
    by: byId("by").value,
    note: byId("note").value,
    until: outcome === "approved" ? byId("until").value : "",
    cleared: outcome === "approved" ? [...new Set(cleared)] : [],
  });
  await openRequest(request.id);
  fill("recorded", decisions.map((decision) => element("li", {}, "Recorded as cleared: ", words(decision))));
  say(`${OUTCOMES[outcome]}. ${decisions.length ? `${decisions.length} recorded.` : ""}`);
  goTo("outcome");
}

let busy = false;

// Do one thing at a time, and say what is wrong with it where `tell` says it.
async function attempt(act, tell = trouble) {
  if (busy) return;
  busy = true;
  try {
    trouble("");
    notAnswered("");
    await act();
  } catch (error) {
    tell(error.message);
  } finally {
    busy = false;
  }
}

function trouble(said) {
  byId("trouble-words").textContent = said;
  byId("trouble").hidden = !said;
  if (said) byId("trouble").scrollIntoView({ block: "center" });
}

function notAnswered(said) {
  byId("not-answered").textContent = said ? `Not answered: ${said}.` : "";
  byId("not-answered").hidden = !said;
  if (said) list().catch(() => {});
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  attempt(() => answer("approved"), notAnswered);
});
for (const outcome of ["returned", "refused"]) {
  byId(outcome).addEventListener("click", () => form.reportValidity() && attempt(() => answer(outcome), notAnswered));
}
byId("tick-all").addEventListener("click", () => {
  for (const box of boxes()) box.checked = true;
  count();
});
byId("look")?.addEventListener("click", () => attempt(async () => (await list(), say(byId("queue-says").textContent))));
keepAlive((said) => said && trouble(said));
if (byId("look")) {
  attempt(list);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && list().catch(() => {}));
}
