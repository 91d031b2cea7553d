// The merchant's side of the preview: the time, referrals that wait for a decision, and what the programme told the shop.
// A tool beside the shop, in English like the developers' bar.

import { ask } from "./api.js";
import { h, replace } from "./dom.js";
import { tell } from "./loyalty.js";
import { reload } from "./router.js";

const DAY = 86400;
const LEAPS = [
  [DAY, "A day later"],
  [15 * DAY, "15 days later"],
  [30 * DAY, "A month later"],
];
const WAIT = 1500;
const times = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short" });
let desk;

/** Opens the drawer. */
export async function openDesk() {
  desk ??= make();
  if (!desk.dialog.isConnected) document.body.append(desk.dialog);
  desk.dialog.showModal();
  await look();
}

function make() {
  const parts = { time: h("p"), leaps: h("div", { class: "desk-row" }), referrals: h("div"), messages: h("div") };
  const message = h("p", { role: "status", class: "desk-soft" });
  const close = h("button", { type: "button", class: "bar-button", onClick: () => desk.dialog.close() }, "Close");
  const dialog = h("dialog", { class: "desk", lang: "en", dir: "ltr", "aria-labelledby": "desk-title" }, [
    h("div", { class: "desk-head" }, h("h2", { id: "desk-title" }, "The shop's desk"), close),
    h("h3", {}, "Time"),
    parts.time,
    parts.leaps,
    message,
    h("h3", {}, "Friends to look at"),
    parts.referrals,
    h("h3", {}, "What the programme told the shop"),
    parts.messages,
  ]);
  return { ...parts, dialog, message };
}

/** Each part by itself: what one endpoint refuses is no reason to show nothing of the others. */
async function look() {
  await Promise.all([
    part(desk.time, ask("GET", "clock"), drawTime),
    part(desk.referrals, ask("GET", "desk/referrals"), drawReferrals),
    part(desk.messages, ask("GET", "desk/messages"), drawMessages),
  ]);
}

async function part(place, answer, draw) {
  try {
    draw(await answer);
  } catch (error) {
    replace(place, h("p", { class: "desk-soft" }, `Not to be had now: ${error.message}`));
  }
}

function drawTime({ now, movable }) {
  replace(desk.time, times.format(new Date(now)));
  const leap = ([seconds, name]) =>
    h("button", { type: "button", class: "bar-button", onClick: () => doThen(name, "clock", { seconds }) }, name);
  replace(
    desk.leaps,
    movable ? LEAPS.map(leap) : h("p", { class: "desk-soft" }, "This backend goes by the real time: `cargo xtask demo` starts one whose clock can be moved."),
  );
}

function drawReferrals({ referrals }) {
  const decide = (one, accept, name) =>
    h(
      "button",
      { type: "button", class: "bar-button", onClick: () => doThen(name, `desk/referrals/${encodeURIComponent(one.id)}`, { accept }) },
      name,
    );
  replace(
    desk.referrals,
    referrals.length === 0
      ? h("p", { class: "desk-soft" }, "Nobody waits for a decision.")
      : h(
          "ul",
          {},
          referrals.map((one) =>
            h("li", {}, [
              h("span", {}, `${one.referrer ?? "somebody"} brought ${one.friend ?? "a guest"} by ${one.channel}`),
              h("span", { class: "desk-soft" }, `${one.reasons.join(", ")}${one.order ? ` · order ${one.order}` : ""}`),
              h("div", { class: "desk-row" }, decide(one, true, "Accept"), decide(one, false, "Refuse")),
            ]),
          ),
        ),
  );
}

function drawMessages({ messages }) {
  replace(
    desk.messages,
    messages.length === 0
      ? h("p", { class: "desk-soft" }, "Nothing yet: buy something, or let time pass.")
      : h(
          "ul",
          {},
          messages.map(({ id, at, body }) =>
            h("li", {}, [
              h("span", {}, `${body.type}`),
              h("span", { class: "desk-soft" }, `${times.format(new Date(at))} · ${id}`),
              h("details", {}, h("summary", {}, "Message"), h("pre", {}, JSON.stringify(body.data ?? body, null, 2))),
            ]),
          ),
        ),
  );
}

async function doThen(name, path, body) {
  replace(desk.message, `${name} …`);
  try {
    await ask("POST", path, body);
    replace(desk.message, `${name}: done.`);
    tell("refresh");
    await reload();
  } catch (error) {
    replace(desk.message, `${name}: refused (${error.message}).`);
  }
  await look();
  // What the programme has to tell is on its way for a moment.
  setTimeout(() => desk.dialog.open && look(), WAIT);
}
