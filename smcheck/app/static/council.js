// Setting up a council: each change is checked and kept by smcheck, and the page shows what came of it.

import { byId, element, fill, goTo, say, words } from "./dom.js";
import { contentOf, takeDrops } from "./files.js";
import { keepAlive } from "./server.js";

const FAULTS = { person: "people", word: "words" }; // the sections whose faults stand below their rows
const GONE = "smcheck has been closed on this computer, so nothing can be kept. Open it again with its icon.";
const fields = [...document.querySelectorAll("[data-field]")];
const LISTS = ["titles", "roles", "known_as", "handles"];
const COLUMNS = ["term", "category", "role", "strength", "characteristic", "note"];
const PARTS = ["changes", "people", "decisions", "words"]; // which may be unreadable each by itself

let state = null; // what the files hold, as smcheck said last
let list = null; // { name, content } of the list of people that is shown

async function ask(what, question) {
  let response;
  try {
    response = await fetch(`/council/${what}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(question),
    });
  } catch {
    throw new Error(GONE);
  }
  const json = response.headers.get("content-type")?.startsWith("application/json");
  const came = json ? await response.json() : { problem: await response.text() };
  if (came.problem) throw new Error(came.problem);
  return came;
}

// Do something, show what came of it, and say it; where it is refused, say why beside it. Whether it was done.
async function keep(what, question, fault, done) {
  try {
    const came = await ask(what, { ...question, seal: state.seal });
    showFault(fault, "");
    state = came.state;
    show();
    tell(came.told ?? "");
    say([done, came.told].filter(Boolean).join(" "));
    return true;
  } catch (error) {
    showFault(fault, error.message);
    await refresh();
    return false;
  }
}

// What there is to mind of a change that was made.
function tell(said) {
  byId("people-told").textContent = said ? `${said}.` : "";
  byId("people-told").hidden = !said;
}

function showFault(fault, said) {
  fault.textContent = said;
  for (const input of document.querySelectorAll(`[aria-describedby~="${fault.id}"]`)) {
    if (said) input.setAttribute("aria-invalid", "true");
    else input.removeAttribute("aria-invalid");
  }
  if (said) say(said);
}

async function refresh() {
  try {
    state = (await ask("state", {})).state;
    showTrouble("");
    show();
  } catch (error) {
    showTrouble(error.message);
  }
}

function showTrouble(trouble) {
  const shown = byId("trouble-words");
  if (shown.textContent !== trouble) shown.textContent = trouble;
  byId("trouble").hidden = !trouble;
}

function show() {
  const held = document.activeElement; // a form that moves with its row would lose whoever types in it
  byId("beginning").hidden = state.exists;
  byId("settings").hidden = !state.exists;
  byId("file").textContent = state.file;
  if (!state.exists) return;
  if (state.fields.name) byId("council-name").textContent = state.fields.name;
  for (const field of fields) showField(field);
  for (const choice of platforms) choice.checked = state.fields.platforms.includes(choice.value);
  fill("partner-rows", state.partners.map(partner), byId("partners"));
  byId("no-partner").hidden = state.partners.length > 0;
  fill("polls", state.polls.map(poll));
  byId("polls").hidden = state.polls.length === 0;
  fill("changes", state.changes.map((change) => element("li", {}, words(change))));
  for (const part of PARTS) {
    byId(`${part}-broken`).textContent = state.problems[part] ?? "";
    byId(`${part}-broken`).hidden = !state.problems[part];
  }
  fill("people-rows", state.people.map(person), byId("people"));
  peopleEdit.settle();
  byId("nobody").hidden = state.people.length > 0 || "people" in state.problems;
  byId("risky").textContent = state.risky;
  byId("risky").hidden = state.people.every((one) => !one.mind);
  fill("decision-rows", state.decisions.map(decision), byId("decisions"));
  byId("none-cleared").hidden = state.decisions.length > 0 || "decisions" in state.problems;
  fill("word-rows", state.words.map(ownWord), byId("own-words"));
  wordEdit.settle();
  if (held !== document.activeElement && held.isConnected) held.focus({ preventScroll: true });
}

function button(said, about, act) {
  const made = element("button", { type: "button" }, said, element("span", { class: "sr" }, " ", words(about)));
  made.addEventListener("click", act);
  return made;
}

// Changing something in its own row: its form stands there, with what is typed, while the rows are made anew.
function inRow(name, titleOf, values, columns) {
  const form = byId(`edit-${name}`);
  const home = form.parentElement;
  const behind = form.nextElementSibling;
  const inputs = Object.keys(values).map((key) => [key, byId(`edit-${name}-${key}`)]);
  const heading = byId(`edit-${name}-h`);
  const fault = byId(`edit-${name}-fault`);
  let about = null; // { mark, title } of what is being changed

  function close() {
    about = null;
    form.hidden = true;
    home.insertBefore(form, behind);
  }

  return {
    fault,
    given: () => ({ mark: about.mark, known: about.title, ...Object.fromEntries(inputs.map(([key, input]) => [key, values[key].given(input)])) }),
    title: () => about.title,
    close,
    button(one) {
      const made = button("Change", titleOf(one), () => {
        if (about) close();
        about = { mark: one.mark, title: titleOf(one) };
        heading.replaceChildren("Change ", words(about.title));
        for (const [key, input] of inputs) values[key].put(input, one[key]);
        showFault(fault, "");
        form.hidden = false;
        show();
        inputs[0][1].focus();
      });
      made.id = `change-${one.mark}`;
      return made;
    },
    // The row of something: the form where it is being changed, be it another one by now.
    row(one, shown) {
      if (!about || (one.mark !== about.mark && titleOf(one) !== about.title)) return shown();
      about.mark = one.mark;
      return element("tr", { class: "in-edit" }, element("td", { colSpan: columns }, form));
    },
    // Take the form back where what was being changed is gone.
    settle() {
      if (about && !form.isConnected) {
        const said = fault.textContent;
        close();
        showFault(fault, "");
        showFault(byId(`${FAULTS[name]}-fault`), said);
      }
    },
  };
}

// A button that asks once more before it acts.
function removal(about, act) {
  const made = button("Remove", about, () => {
    if (made.dataset.asked) return act();
    made.dataset.asked = "yes";
    made.firstChild.textContent = "Really remove?";
    say(`Really remove ${about}? Press again.`);
    return null;
  });
  made.addEventListener("blur", () => {
    delete made.dataset.asked;
    made.firstChild.textContent = "Remove";
  });
  return made;
}

// The council's own details and approvers

function showField(field) {
  const key = field.dataset.field;
  const held = state.fields[key];
  if (typeof held === "string") {
    const input = byId(`${key}-new`);
    if (document.activeElement !== input) input.value = held;
    return;
  }
  const values = held.map((value) =>
    element(
      "li",
      {},
      words(value),
      removal(value, async () => {
        const left = held.filter((other) => other !== value);
        await keep("put", { field: key, values: left }, byId(`${key}-fault`), `Removed ${value}.`);
        byId(`${key}-new`).focus();
      }),
    ),
  );
  const shown = field.querySelector(".values");
  shown.replaceChildren(...values);
  shown.hidden = values.length === 0;
}

for (const field of fields) {
  const key = field.dataset.field;
  const [input, fault] = [byId(`${key}-new`), byId(`${key}-fault`)];
  field.querySelector("form").addEventListener("submit", async (event) => {
    event.preventDefault();
    const one = typeof state.fields[key] === "string";
    const values = one ? [input.value] : [...state.fields[key], input.value];
    const done = await keep("put", { field: key, values }, fault, `Kept: ${input.value.trim()}.`);
    if (done && !one) input.value = "";
    input.focus();
  });
  input.addEventListener("change", () => check(key, input, fault));
}

// What is entered is checked when the field is left, and told if it is wrong; an empty one is nothing yet.
async function check(field, input, fault) {
  const value = input.value;
  if (!value.trim()) return showFault(fault, "");
  try {
    await ask("check", { field, value });
    if (input.value === value) showFault(fault, "");
  } catch (error) {
    if (input.value === value) showFault(fault, error.message);
  }
}

byId("begin").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = byId("begin-name").value;
  try {
    await ask("begin", { value: name, seal: state.seal });
    again("domains-new", `The settings of ${name.trim()} are made. The policy that holds stands below all else.`);
  } catch (error) {
    showFault(byId("begin-fault"), error.message);
    await refresh();
    byId("begin-name").focus();
  }
});
byId("begin-name").addEventListener("change", () => check("name", byId("begin-name"), byId("begin-fault")));

// The policy, whose clauses come with the page: it is loaded anew, and goes on where it was

function again(focus, said) {
  history.replaceState({ focus, said }, "");
  location.reload();
}

function goOn() {
  if (!history.state) return;
  const { focus, said } = history.state;
  history.replaceState(null, "");
  goTo(focus);
  say(said);
}

const policyChoice = byId("policy-choice"); // where there are settings
policyChoice?.addEventListener("change", async () => {
  const name = policyChoice.selectedOptions[0].textContent;
  const done = await keep("policy", { value: policyChoice.value }, byId("policy-fault"), `The policy is: ${name}.`);
  if (done) again("policy-choice", `The policy is: ${name}.`);
  else policyChoice.value = state.policy;
});

// Platforms and polls

const platforms = [...document.querySelectorAll("[name=platform]")];
for (const choice of platforms) {
  choice.addEventListener("change", () => {
    const values = platforms.filter((one) => one.checked).map((one) => one.value);
    const name = choice.parentElement.textContent.trim();
    keep("put", { field: "platforms", values }, byId("platforms-fault"), `${name}: ${choice.checked ? "ticked" : "not ticked"}.`);
  });
}

function poll({ poll: day, title, said }) {
  const remove = removal(title, async () => {
    await keep("polls/remove", { poll: day }, byId("polls-fault"), `Removed the poll on ${title}.`);
    byId("poll").focus();
  });
  return element("li", {}, words(said), remove);
}

byId("add-poll").addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = { poll: byId("poll").value, since: byId("since").value };
  if (await keep("polls/add", given, byId("polls-fault"), "The poll is kept.")) {
    byId("poll").value = byId("since").value = "";
  }
  byId("poll").focus();
});

// Partner organisations

const CONTACTS = ["phones", "emails", "handles", "addresses", "domains"];
let changing = ""; // the name of the partner that is being changed

function partner(one) {
  const published = CONTACTS.flatMap((kind) => one[kind]);
  const change = button("Change", one.name, () => {
    fillPartner(one);
    byId("partner-name").focus();
  });
  const remove = removal(one.name, async () => {
    const done = await keep("partners/remove", { name: one.name }, byId("partners-fault"), `${one.name} is no longer a partner.`);
    if (done && changing === one.name) fillPartner(null);
    goTo("partners-h");
  });
  return element(
    "tr",
    {},
    element("th", { "@scope": "row" }, words(one.name)),
    cell("What it publishes", element("ul", { class: "told" }, ...published.map((value) => element("li", {}, words(value))))),
    element("td", {}, element("div", { class: "buttons" }, change, remove)),
  );
}

// Put a partner into the form to be changed, or empty it for another one.
function fillPartner(one) {
  changing = one ? one.name : "";
  byId("partner-name").value = changing;
  for (const kind of CONTACTS) byId(`partner-${kind}`).value = one ? one[kind].join(kind === "addresses" ? "; " : ", ") : "";
  byId("add-partner-h").replaceChildren(...(one ? ["Change ", words(one.name)] : ["Add a partner"]));
  byId("keep-partner").textContent = one ? "Save the partner" : "Add the partner";
  byId("leave-partner").hidden = !one;
  showFault(byId("partner-fault"), "");
}

byId("add-partner").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = byId("partner-name").value;
  const given = changing ? { known: changing, name } : { name };
  for (const kind of CONTACTS) {
    const parts = byId(`partner-${kind}`).value.split(kind === "addresses" ? ";" : /[,;]/);
    given[kind] = parts.filter((text) => text.trim());
  }
  const what = changing ? "partners/change" : "partners/add";
  if (await keep(what, given, byId("partner-fault"), `${name.trim()} is a partner.`)) fillPartner(null);
  byId("partner-name").focus();
});
byId("leave-partner").addEventListener("click", () => {
  fillPartner(null);
  byId("partner-name").focus();
});

// People

const listOf = (input) => input.value.split(input.value.includes(";") ? ";" : ",").filter((text) => text.trim());

const plain = { put: (input, value) => (input.value = value), given: (input) => input.value };

// Several texts in one field: commas between them, or semicolons where one of them holds a comma.
const several = {
  put: (input, texts) => (input.value = texts.some((text) => text.includes(",")) ? `${texts.join("; ")};` : texts.join(", ")),
  given: listOf,
};

const peopleEdit = inRow(
  "person",
  (one) => one.name,
  { name: plain, group: plain, ...Object.fromEntries(LISTS.map((key) => [key, several])) },
  5,
);

function person(one) {
  const remove = removal(one.name, async () => {
    await keep("people/remove", { mark: one.mark, known: one.name }, byId("people-fault"), `${one.name} is no longer listed.`);
    goTo("people-h");
  });
  return peopleEdit.row(one, () => element("tr", {}, ...cells(one), actions(peopleEdit.button(one), remove)));
}

const actions = (...buttons) => element("td", {}, element("div", { class: "buttons" }, ...buttons));

// Save what was changed in a row, or leave it as it was; the focus goes to the button that opened it.
function offerEdit(name, edit, what, rowsOf, titleOf, home) {
  const leave = (title) => {
    const row = rowsOf().find((one) => titleOf(one) === title);
    goTo(row ? `change-${row.mark}` : home);
  };
  byId(`edit-${name}`).addEventListener("submit", async (event) => {
    event.preventDefault();
    const given = edit.given();
    const title = titleOf(given).trim().replace(/\s+/g, " ");
    let came;
    try {
      came = await ask(what, given);
    } catch (error) {
      const focused = document.activeElement;
      showFault(edit.fault, error.message);
      await refresh();
      if (byId(`edit-${name}`).hidden) goTo(home);
      else if ([focused, document.body].includes(document.activeElement)) // who types on already is let be
        byId(`edit-${name}`).querySelector("input").focus();
      return;
    }
    edit.close();
    state = came.state;
    showFault(byId(`${FAULTS[name]}-fault`), "");
    show();
    tell(came.told ?? "");
    say([`${title} is saved.`, came.told].filter(Boolean).join(" "));
    leave(title);
  });
  byId(`edit-${name}-cancel`).addEventListener("click", () => {
    const title = edit.title();
    edit.close();
    show();
    leave(title);
  });
}
offerEdit("person", peopleEdit, "people/change", () => state.people, (one) => one.name, "people-h");

function cells(one) {
  return [
    element("th", { "@scope": "row" }, words(one.name)),
    cell("Group", one.group),
    cell("Also found as", words(one.forms)),
    cell("Mind", words(one.mind)),
  ];
}

function cell(label, child) {
  const empty = (child.textContent ?? child) === "";
  return element("td", { "@data-label": empty ? null : label, class: empty ? "empty" : "" }, child);
}

byId("add-person").addEventListener("submit", async (event) => {
  event.preventDefault();
  const name = byId("person-name").value;
  const given = { name, group: byId("person-group").value };
  for (const key of LISTS) given[key] = listOf(byId(`person-${key}`));
  if (await keep("people/add", given, byId("person-fault"), `${name.trim()} is listed.`)) {
    byId("person-name").value = "";
    for (const key of LISTS) byId(`person-${key}`).value = "";
  }
  byId("person-name").focus();
});

async function openList(file) {
  if (!state?.exists) return;
  try {
    list = { name: file.name, content: await contentOf(file) };
    await preview();
  } catch (error) {
    forgetList();
    showFault(byId("import-fault"), error.message);
  }
}

async function preview() {
  const found = await ask("people/preview", { ...list, group: byId("import-group").value });
  showFault(byId("import-fault"), "");
  byId("preview-h").replaceChildren(words(list.name), `: ${count(found.people.length)}, ${found.new} of them new`);
  fill("preview-rows", found.people.map((one) => element("tr", {}, ...cells(one))), byId("preview").querySelector("table"));
  const left = [
    ...found.problems.map((problem) => ["Left out: ", words(problem)]),
    ...found.ignored.map((column) => ["Not read: the column ", words(column)]),
  ];
  fill("left-out", left.map((said) => element("li", {}, ...said)));
  byId("import").textContent = `Add ${count(found.new)} to the list`;
  byId("import").hidden = found.new === 0;
  byId("preview").hidden = false;
  say(byId("preview-h").textContent);
  goTo("preview-h");
}

const count = (number) => (number === 1 ? "1 person" : `${number} people`);

function forgetList() {
  list = null;
  byId("preview").hidden = true;
}

byId("import").addEventListener("click", async () => {
  const given = { ...list, group: byId("import-group").value };
  if (!(await keep("people/import", given, byId("import-fault"), "The list is added."))) return;
  forgetList();
  goTo("people-h");
});
byId("forget").addEventListener("click", () => {
  forgetList();
  say("Nobody was added.");
  byId("open").focus();
});
byId("import-group").addEventListener("change", async () => {
  if (!list) return;
  try {
    await preview();
  } catch (error) {
    showFault(byId("import-fault"), error.message);
  }
});
byId("open").addEventListener("click", () => {
  byId("list").value = "";
  byId("list").click();
});
byId("list").addEventListener("change", (event) => event.target.files.length && openList(event.target.files[0]));
takeDrops(byId("dropping"), openList);

// What has been cleared

const DAY = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });
const day = (written) => DAY.format(new Date(`${written}T00:00:00Z`));

function decision(one) {
  const remove = removal(`${one.kind} ${one.subject}`, async () => {
    await keep("decisions/remove", { mark: one.mark }, byId("decisions-fault"), "The decision is removed.");
    goTo("decisions-h");
  });
  return element(
    "tr",
    {},
    element("th", { "@scope": "row" }, `${one.kind}: `, words(one.about || one.subject)),
    cell("State", one.state),
    cell("By", words(`${one.by}, ${day(one.on)}`)),
    cell("Until", one.until ? day(one.until) : "no end"),
    cell("Where", words(one.scope === "any" ? "everywhere" : one.scope)),
    cell("Why", words(one.note)),
    cell("", remove),
  );
}

// Words of one's own

// The roles that words of a category have, in the select of a form.
function rolesIn(form) {
  const select = byId(`${form}-role`);
  const all = [...select.options];
  const offer = () => {
    const category = byId(`${form}-category`).value;
    select.replaceChildren(...all.filter((role) => role.dataset.category === category));
    select.selectedIndex = 0;
  };
  byId(`${form}-category`).addEventListener("change", offer);
  offer();
  return offer;
}
rolesIn("word");
const offerRoles = rolesIn("edit-word");

const wordEdit = inRow(
  "word",
  (one) => one.term,
  {
    term: plain,
    category: { ...plain, put: (input, value) => ((input.value = value), offerRoles()) },
    role: plain,
    strength: plain,
    characteristic: plain,
    note: plain,
  },
  5,
);

function ownWord(one) {
  const remove = removal(one.term, async () => {
    await keep("words/remove", { mark: one.mark }, byId("words-fault"), `${one.term} is removed.`);
    goTo("words-h");
  });
  return wordEdit.row(one, () =>
    element(
      "tr",
      {},
      element("th", { "@scope": "row" }, words(one.term)),
      cell("About", one.category),
      cell("What it does", one.does),
      cell("Note", words(one.note)),
      actions(wordEdit.button(one), remove),
    ),
  );
}
offerEdit("word", wordEdit, "words/change", () => state.words, (one) => one.term, "words-h");

byId("add-word").addEventListener("submit", async (event) => {
  event.preventDefault();
  const given = Object.fromEntries(COLUMNS.map((column) => [column, byId(`word-${column}`).value]));
  if (await keep("words/add", given, byId("word-fault"), `${given.term.trim()} is added.`)) {
    for (const column of ["term", "characteristic", "note"]) byId(`word-${column}`).value = "";
  }
  byId("word-term").focus();
});

keepAlive((trouble) => trouble && showTrouble(trouble));
refresh().then(goOn);
