// The page of the record: asking whether it is in order.

import { byId, element, goTo, say, words } from "./dom.js";
import { keepAlive, send } from "./server.js";

async function verify() {
  byId("verify").setAttribute("aria-disabled", "true");
  trouble("");
  try {
    show(await send("/record/verify"));
  } catch (error) {
    trouble(error.message);
  } finally {
    byId("verify").removeAttribute("aria-disabled");
  }
}

function show(found) {
  const said = found.ok ? "The record is in order" : "The record is damaged";
  byId("state").className = `verdict ${found.ok ? "clear" : "error"}`;
  byId("state").replaceChildren(element("span", { class: "sign", "@aria-hidden": "true" }, found.ok ? "✓" : "×"), said);
  byId("checked").textContent = `${found.checked}.`;
  const more = found.more ? [`and ${found.more} more`] : [];
  for (const [id, lines] of [["problems", [...found.problems, ...more]], ["notices", found.notices], ["limits", found.limits]]) {
    byId(id).replaceChildren(...lines.map((line) => element("li", {}, words(line))));
  }
  byId("verified").hidden = false;
  say(`${said}. ${found.checked}.`);
  goTo("verified");
}

function trouble(said) {
  byId("trouble-words").textContent = said;
  byId("trouble").hidden = !said;
}

byId("verify")?.addEventListener("click", () => byId("verify").getAttribute("aria-disabled") || verify());
keepAlive((said) => said && trouble(said));
