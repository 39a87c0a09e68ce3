// Building parts of the page. Words are only ever put in as text: nothing from a draft becomes markup.

export const byId = (id) => document.getElementById(id);

// An element with properties (`class` among them), attributes behind "@", and children, elements or text.
export function element(tag, properties = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (value === null || value === undefined) continue;
    if (name === "class") made.className = value;
    else if (name.startsWith("@")) made.setAttribute(name.slice(1), value);
    else made[name] = value;
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

// Words from outside, which keep their own direction of writing.
export const words = (text) => element("bdi", {}, text);

// Show an element only where there is something to show in it.
export function fill(id, children, shown = byId(id)) {
  byId(id).replaceChildren(...children);
  shown.hidden = children.length === 0;
}

// Put the focus on an element and bring it into view.
export function goTo(id) {
  const target = byId(id);
  if (!target) return;
  target.focus({ preventScroll: true });
  target.scrollIntoView({ block: "center" });
}

// Tell a screen reader, without moving anything.
export function say(text) {
  byId("said").textContent = text;
}
