// On the page of the draft: asking for approval of it, and opening a sheet of it to sign.

import { byId, element, goTo, say, words } from "./dom.js";
import { send } from "./server.js";

const NOTHING = "Write or paste a draft first.";

// Make the buttons work; `question` says what is on the page, and which draft of it is shown.
export function offerApproval(question) {
  byId("ask-open").addEventListener("click", () => (byId("ask-form").hidden ? openForm() : closeForm()));
  byId("ask-cancel").addEventListener("click", closeForm);
  byId("print").addEventListener("click", (event) => once(event.currentTarget, () => print(question())));
  byId("ask-form").addEventListener("submit", (event) => {
    event.preventDefault();
    if (byId("ask-send")) once(byId("ask-send"), () => askFor(question()));
  });
}

function openForm() {
  tell();
  show(true);
  goTo(byId("ask-by") ? "ask-by" : "ask-h");
}

function closeForm() {
  show(false);
  byId("ask-open").focus();
}

function show(open) {
  byId("ask-form").hidden = !open;
  byId("ask-open").setAttribute("aria-expanded", `${open}`);
}

async function askFor(question) {
  if (isEmpty(question)) throw new Error(NOTHING);
  const made = await send("/ask", { ...question, by: byId("ask-by").value, note: byId("ask-note").value });
  byId("ask-note").value = "";
  show(false);
  tell("Asked. The number of your request is ", element("code", {}, made.id), ". The answer will stand under ", link("/requests", "Approvals"), ".");
  say(`Asked. The number of your request is ${made.id}.`);
}

async function print(question) {
  if (isEmpty(question)) throw new Error(NOTHING);
  const { address, noted, trouble } = await send("/sheet", question);
  const opened = window.open(address, "_blank");
  const sheet = element("a", { href: address, target: "_blank" }, "the sheet to sign");
  const where = opened ? "Opened in a new tab: " : "The browser held the new tab back. Open ";
  const kept = ". Print it from there (Ctrl+P, or ⌘P on a Mac). It is kept for an hour, in memory only.";
  const record = noted ? " The review is noted in the record." : "";
  const warned = trouble ? [element("strong", {}, " But the review is not in the record: "), words(trouble), "."] : [];
  tell(where, sheet, kept, record, ...warned);
  say(`The sheet to sign is in a new tab.${record}${trouble ? ` But the review is not in the record: ${trouble}.` : ""}`);
}

const isEmpty = (question) => question.content === undefined && !question.text.trim();

const link = (address, name) => element("a", { href: address, target: "_blank" }, name);

// Do something that the button asked for, which does nothing meanwhile; what goes wrong is said beside it.
async function once(button, act) {
  if (button.getAttribute("aria-disabled")) return;
  button.setAttribute("aria-disabled", "true");
  try {
    await act();
  } catch (error) {
    tell(element("strong", {}, "It did not work: "), words(error.message));
    say(`It did not work: ${error.message}`);
  } finally {
    button.removeAttribute("aria-disabled");
  }
  goTo("approval-said");
}

function tell(...parts) {
  byId("approval-said").replaceChildren(...parts);
  byId("approval-said").hidden = parts.length === 0;
}
