// What the programme's campaigns are doing on this page, and why: by the widget's public events alone. A tool beside the shop,
// in English like the developers' bar. No dialog: a dialog of the page would keep the campaigns waiting.

import { h, replace } from "./dom.js";
import { lang } from "./i18n.js";
import { tell } from "./loyalty.js";

/** What the widget's arbiter says, by its own word for it. */
const WHY = {
  due: "Nothing speaks against it.",
  asked: "The shopper asked for it.",
  showing: "It is there.",
  not_begun: "It begins later.",
  ended: "It is over.",
  targeting: "It is for other shoppers or other pages.",
  converted: "The shopper has taken it.",
  closed: "The shopper has closed it.",
  answered: "The shopper has closed or taken it, here or on another device.",
  total: "It was shown as often as it may be.",
  visit: "It was shown as often as it may be on one visit.",
  recent: "It was shown too short a time ago.",
  trigger: "What has to happen first has not.",
  checkout: "The shopper is paying.",
  typing: "The shopper is typing.",
  other_dialog: "A dialog of the page is open.",
  open: "The widget's panel, a quiz or a card is open.",
  search_landing: "The shopper has just come from a search, on a phone.",
  quiet: "Another one was there a short time ago.",
  another: "Another campaign comes first.",
  held_out: "The shopper is one of those to whom nothing appears, to compare with.",
  control: "The shopper's variation shows nothing, and is counted.",
  no_part: "The shopper takes no part in its experiment: without consent nobody is recognised.",
};
const VERDICTS = { show: "Shows", wait: "Waits", never: "Not now" };

/** The variation that "Show now" is to show, by campaign. */
const wanted = new Map();
let panel;

/** The bar's button for it. */
export function campaignsButton() {
  const button = h("button", { type: "button", class: "bar-button", "aria-expanded": "false", "aria-controls": "campaigns" }, "Campaigns");
  const show = (open) => {
    panel.hidden = !open;
    button.setAttribute("aria-expanded", String(open));
  };
  const close = () => {
    show(false);
    button.focus();
  };
  button.addEventListener("click", () => {
    panel ??= make(close);
    show(panel.hidden);
    if (!panel.hidden) look();
  });
  return button;
}

/** Asks the widget to show a campaign; without one, to tell how all of them stand. */
function ask(detail) {
  document.dispatchEvent(new CustomEvent("loyalty:show", { detail }));
}

/** `close` puts it away: on a phone it covers the bar's button. */
function make(close) {
  const list = h("ul", { class: "campaigns-list" });
  const away = h("button", { type: "button", class: "bar-button" }, "Close");
  away.addEventListener("click", close);
  const section = h("section", { class: "campaigns", id: "campaigns", lang: "en", dir: "ltr", "aria-labelledby": "campaigns-title", hidden: true }, [
    h("div", { class: "campaigns-bar" }, [h("h2", { id: "campaigns-title" }, "Campaigns on this page"), away]),
    list,
  ]);
  section.addEventListener("keydown", (event) => event.key === "Escape" && close());
  document.body.append(section);
  document.addEventListener("loyalty:campaigns", ({ detail }) => draw(list, detail));
  return section;
}

function look() {
  replace(panel.querySelector("ul"), h("li", {}, "The widget has told nothing yet: it asks for campaigns once the page is idle."));
  // Whoever looks at campaigns wants the widget.
  tell("refresh");
  ask({});
}

function draw(list, campaigns) {
  // The keyboard stays where it is, though the list is new.
  const focused = list.contains(document.activeElement) && document.activeElement.id;
  replace(list, campaigns.map(item));
  if (focused) document.getElementById(focused)?.focus();
}

function item(one) {
  const { campaign, kind, placement, headline, verdict, why, teaser, variation, variations } = one;
  const id = `show-${campaign}`;
  const show = h("button", { type: "button", class: "bar-button", id, "aria-describedby": `${id}-of` }, "Show now");
  show.addEventListener("click", () => ask({ campaign, variation: wanted.get(campaign), preview: true }));
  return h("li", { "data-campaign": campaign, "data-verdict": verdict }, [
    h("p", { class: "campaigns-head", id: `${id}-of` }, [h("bdi", { lang }, headline ?? campaign), h("span", {}, VERDICTS[verdict] ?? verdict)]),
    h("p", { class: "campaigns-why" }, WHY[why] ?? why),
    h("p", { class: "desk-soft" }, `${campaign} · ${kind} · ${placement}${teaser ? " · its tab is at the edge" : ""}`),
    h("div", { class: "desk-row" }, variations && choice(campaign, variations, variation), show),
  ]);
}

function choice(campaign, variations, dealt) {
  const of = `variation-${campaign}`;
  const option = (name, index) =>
    h("option", { value: String(index), selected: wanted.get(campaign) === index }, `${name}${index === dealt ? " (this shopper's)" : ""}`);
  const select = h("select", { id: of }, h("option", { value: "" }, "as dealt"), variations.map(option));
  select.addEventListener("change", () => {
    if (select.value === "") wanted.delete(campaign);
    else wanted.set(campaign, Number(select.value));
  });
  return h("label", { class: "bar-choice", for: of }, "Variation", select);
}
