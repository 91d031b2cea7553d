// Where one leaves the shop's letters: `/unsubscribe`. An offer stands beside the button, never before it.

import { h, replace } from "../dom.js";
import { t } from "../i18n.js";

/** The page. */
export async function letters() {
  const message = h("p", { class: "message", role: "status" });
  const leave = () => {
    message.className = "message message-good";
    replace(message, t("letters.left"), " ", t("letters.note"));
  };
  const content = h("div", { class: "wrap" }, [
    h("div", { class: "page-head" }, h("h1", {}, t("letters.title")), h("p", {}, t("letters.text"))),
    h("p", { class: "actions" }, h("button", { type: "button", class: "button", onClick: leave }, t("letters.leave"))),
    message,
    h("div", { class: "letters-offer" }, h("loyalty-offer", { campaign: "cmp_before_you_go" })),
  ]);
  return { title: t("letters.title"), content };
}
