// A file of the folder that stays open here: it is asked for again and again, and comes when it was saved.

import { send } from "./server.js";

const AGAIN = 3000; // milliseconds, after which it is asked for again where it could not be had

// Follow the file of that path while `isOpen` says so. `came` is given what smcheck says of it, with its content in
// base64 where `content` is wanted, at first and after each save; `told` what is wrong, "" where that is over.
export async function follow(path, { isOpen, came, told, content }) {
  let since = "";
  let isWrong = false;
  while (isOpen()) {
    try {
      const saved = await send("/folder/file", { file: path, since, content });
      if (!isOpen()) return;
      if (isWrong) told("");
      isWrong = false;
      if (saved.since === since) continue;
      await came(saved);
      since = saved.since;
    } catch (error) {
      isWrong = true;
      told(error.message);
      await new Promise((resolve) => setTimeout(resolve, AGAIN));
    }
  }
}
