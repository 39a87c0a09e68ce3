// A draft of the folder that the address names (/?draft=…), put where drafts are written.

import { byId, element, say, words } from "./dom.js";
import { send } from "./server.js";

// Fill the page with it; `put` is given the name by which its text is read, `told` what is wrong.
export async function openNamed(put, told) {
  const asked = new URLSearchParams(location.search);
  const draft = asked.get("draft");
  if (!draft) return;
  try {
    const came = await send("/folder/draft", { draft, number: Number.parseInt(asked.get("number") ?? "1", 10) || 1 });
    show(draft, came);
    put(came.whole ? draft.split("/").pop() : "");
  } catch (error) {
    told(`The draft could not be opened: ${error.message}`);
  }
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
  );
  say(`${name} is open.`);
}
