// A draft of the folder that the address names (/?draft=…), put where drafts are written.

import { byId, element, say, words } from "./dom.js";
import { follow } from "./followed.js";
import { send } from "./server.js";

// Fill the page with it; `put` is given the name by which its text is read, `told` what is wrong. Where the file is
// saved later, its text takes the place of the one here, unless that was changed: then it is offered.
export async function openNamed(put, told) {
  const asked = new URLSearchParams(location.search);
  const draft = asked.get("draft");
  if (!draft) return;
  const number = Number.parseInt(asked.get("number") ?? "1", 10) || 1;
  const taken = (came) => put(came.whole ? draft.split("/").pop() : "");
  try {
    const came = await send("/folder/draft", { draft, number });
    show(draft, came);
    taken(came);
  } catch (error) {
    told(`The draft could not be opened: ${error.message}`);
    return;
  }
  keepUp(draft, number, taken, told);
}

// Take over what is saved from now on.
function keepUp(draft, number, taken, told) {
  let shown = byId("text").value;
  const renew = (came) => {
    byId("saved-since").hidden = true;
    byId("text").value = shown = came.text;
    taken(came);
    say("The file was saved, and is checked again.");
  };
  const came = async () => {
    const saved = await send("/folder/draft", { draft, number });
    if (saved.text === shown) return;
    if (byId("text").value === shown) return renew(saved);
    byId("saved-since").hidden = false;
    byId("show-saved").onclick = () => renew(saved);
    say("The file was saved since. Your changes here are not in it.");
  };
  follow(draft, { isOpen: () => true, came, told, content: false });
}

function show(draft, came) {
  for (const choice of document.querySelectorAll("[name=kind]")) choice.checked = choice.value === came.kind;
  for (const choice of document.querySelectorAll("[name=platform]")) {
    choice.checked = came.platforms.includes(choice.value);
  }
  byId("date").value = came.date;
  byId("text").value = came.text;
  const name = came.row === null ? draft : `${draft}, row ${came.row}`;
  byId("written").prepend(
    element(
      "p",
      { class: "quiet", id: "from-folder" },
      "This is ",
      words(name),
      ". What you change here is not saved: the file stays as it is. ",
      element("a", { href: "/folder" }, "Back to the folder"),
    ),
    element(
      "p",
      { id: "saved-since", hidden: "" },
      "The file was saved since, without your changes here. ",
      element("button", { type: "button", id: "show-saved" }, "Show it as it was saved"),
    ),
  );
  say(`${name} is open.`);
}
