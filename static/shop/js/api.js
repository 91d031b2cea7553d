// The shop's own server.

/** A refusal. `code` says why; `data` is the rest of the answer. `offline` where there was no answer. */
export class Refused extends Error {
  constructor(code, data = {}) {
    super(code);
    this.code = code;
    this.data = data;
  }
}

/** Asks the shop's server, and gives what it answers. */
export async function ask(method, path, body) {
  const request = { method, headers: {}, credentials: "same-origin" };
  if (body !== undefined) {
    request.headers["content-type"] = "application/json";
    request.body = JSON.stringify(body);
  }
  let answer;
  try {
    answer = await fetch(`/shop/api/${path}`, request);
  } catch {
    throw new Refused("offline");
  }
  const data = await answer.json().catch(() => ({}));
  if (!answer.ok) throw new Refused(typeof data.code === "string" ? data.code : "server", data);
  return data;
}
