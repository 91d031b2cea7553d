// The developers' bar: sees the shop as somebody else, in another language, on a bad day. No part of the shop's
// design, and in English.

import { ask } from "./api.js";
import { campaignsButton } from "./campaigns.js";
import { openDesk } from "./desk.js";
import { h, icon, replace } from "./dom.js";
import { tell } from "./loyalty.js";
import { become } from "./pages/account.js";
import { onChange, shopper } from "./store.js";

const SHOPPERS = [
  ["", "Guest"],
  ["nadia", "Nadia – new"],
  ["tomasz", "Tomasz – regular"],
  ["layla", "Layla – points expiring"],
];
const LANGUAGES = [
  ["en", "English"],
  ["pl", "Polski"],
  ["ar", "العربية"],
];
const THEMES = [
  ["auto", "Auto"],
  ["light", "Light"],
  ["dark", "Dark"],
];
const TROUBLES = [
  ["ok", "Fine"],
  ["slow", "Slow (3 s)"],
  ["error500", "Error 500"],
  ["garbage", "Garbage"],
  ["drop", "Breaks off"],
  ["offline", "Offline"],
];
const CONSENTS = [
  ["no", "Withheld"],
  ["yes", "Given"],
];
const LOADS = [
  ["idle", "When idle"],
  ["intent", "On intent"],
  ["eager", "At once"],
];

/** Draws the bar, and does again what was chosen earlier in this tab. */
export function startBar(bar) {
  const asked = new URLSearchParams(location.search);
  const who = choice("Shopper", SHOPPERS, "", (id) => become(id || null));
  const trouble = choice("Loyalty API", TROUBLES, "ok", (mode) => ask("POST", "trouble", { mode }));
  const consent = choice("Consent", CONSENTS, remembered("consent") ?? "no", (given) => {
    remember("consent", given);
    tell("consent", given === "yes");
  });
  const controls = h("div", { class: "bar-controls", id: "bar-controls" }, [
    who,
    choice("Language", LANGUAGES, document.documentElement.lang, (lang) => revisit("lang", lang)),
    choice("Theme", THEMES, document.documentElement.dataset.theme ?? "auto", (theme) => revisit("theme", theme)),
    trouble,
    consent,
    choice("Widget loads", LOADS, asked.get("load") ?? "idle", (load) => revisit("load", load)),
    h("a", { href: "/README.md", target: "_blank" }, "README"),
    h("button", { type: "button", class: "bar-button", "aria-haspopup": "dialog", onClick: openDesk }, "The shop's desk"),
    campaignsButton(),
  ]);
  const toggle = h(
    "button",
    { type: "button", class: "bar-toggle", "aria-controls": "bar-controls" },
    icon("M8 8l-4 4 4 4", "M16 8l4 4-4 4"),
    h("span", {}, "Preview"),
  );
  const set = (open) => {
    toggle.setAttribute("aria-expanded", String(open));
    controls.hidden = !open;
    remember("bar", open ? "open" : "closed");
  };
  toggle.addEventListener("click", () => set(controls.hidden));
  bar.setAttribute("aria-label", "Preview tools for developers");
  bar.lang = "en";
  bar.dir = "ltr";
  replace(bar, toggle, controls);
  set(remembered("bar") !== "closed" && (remembered("bar") === "open" || innerWidth >= 1000));

  onChange(() => (who.querySelector("select").value = shopper()?.id ?? ""));
  ask("GET", "trouble").then(
    ({ mode }) => (trouble.querySelector("select").value = mode),
    () => {},
  );
  if (remembered("consent") === "yes") tell("consent", true);
}

function choice(name, options, chosen, choose) {
  const select = h(
    "select",
    {},
    options.map(([value, text]) => h("option", { value, selected: value === chosen }, text)),
  );
  select.addEventListener("change", async () => {
    select.removeAttribute("aria-invalid");
    try {
      await choose(select.value);
    } catch (error) {
      console.error(error);
      select.setAttribute("aria-invalid", "true");
    }
  });
  return h("label", { class: "bar-choice" }, h("span", {}, name), select);
}

function revisit(name, value) {
  const url = new URL(location.href);
  url.searchParams.set(name, value);
  location.assign(url);
}

// Storage may be denied; the bar then forgets.
function remembered(name) {
  try {
    return sessionStorage.getItem(`fernhill.${name}`);
  } catch {
    return null;
  }
}

function remember(name, value) {
  try {
    sessionStorage.setItem(`fernhill.${name}`, value);
  } catch {
    // See above.
  }
}
