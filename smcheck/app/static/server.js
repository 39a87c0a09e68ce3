// Asking smcheck, which serves this page: one question at a time, the last one counts.

const EVERY = 60_000; // milliseconds
const CLOSED =
  "smcheck has been closed on this computer, so nothing is checked any more. Your text is still here: copy it, " +
  "and open smcheck again with its icon.";
const LOCKED = "smcheck was closed and opened again. Copy your text into the page that has opened since.";
const TOO_LARGE = "This is more than can be checked at once. Use a smaller file.";

let asking = new AbortController();

// What comes of a question: its answer, null where a later one was asked meanwhile. Throws an Error to be shown.
export async function ask(question) {
  asking.abort();
  const mine = (asking = new AbortController());
  let response;
  try {
    response = await post("/review", question, mine.signal);
    const answer = response.headers.get("content-type")?.startsWith("application/json") ? await response.json() : {};
    if (mine !== asking) return null;
    if (answer.problem) throw new Error(answer.problem);
    if (response.ok) return answer;
  } catch (error) {
    if (mine !== asking) return null;
    throw response ? error : new Error(CLOSED);
  }
  throw new Error(trouble(response.status));
}

// Ask nothing any more: what is under way does not count.
export function forget() {
  asking.abort();
  asking = new AbortController();
}

// Tell smcheck each minute that the page is open; `told` is given what is wrong, "" where nothing is.
export function keepAlive(told) {
  const beat = async () => {
    try {
      const response = await post("/alive", {});
      told(response.ok ? "" : trouble(response.status));
    } catch {
      told(CLOSED);
    }
  };
  setInterval(beat, EVERY);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && beat());
}

// What comes of something that is to be done once, such as an answer. Throws an Error to be shown.
export async function send(address, content = {}) {
  let response;
  try {
    response = await post(address, content);
  } catch {
    throw new Error(CLOSED);
  }
  const isJson = response.headers.get("content-type")?.startsWith("application/json");
  const answer = isJson ? await response.json() : {};
  if (answer.problem) throw new Error(answer.problem);
  if (!response.ok) throw new Error(trouble(response.status));
  return answer;
}

function post(address, content, signal) {
  return fetch(address, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify(content),
    signal,
  });
}

function trouble(status) {
  if (status === 403) return LOCKED;
  if (status === 413) return TOO_LARGE;
  return `Something went wrong in smcheck (${status}). Your text is still here; try again.`;
}
