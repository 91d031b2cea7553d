// What a page looks like while it loads, when it failed, and when there is nothing.

import { h } from "./dom.js";
import { t } from "./i18n.js";

/** Loading: the outline of a page, announced once. */
export function skeleton() {
  const blocks = ["title", "picture", "line", "line"].map((kind) => h("span", { class: `skeleton skeleton-${kind}` }));
  return h("div", { class: "wrap skeletons", role: "status" }, h("span", { class: "visually-hidden" }, t("loading")), blocks);
}

/** Failed: what happened, and a way to try again. */
export function failure(retry) {
  return h(
    "div",
    { class: "wrap state", role: "alert" },
    h("img", { src: "/shop/art/spill.svg", alt: "", width: "240", height: "200" }),
    h("h1", {}, t("error.title")),
    h("p", {}, t("error.text")),
    h("button", { type: "button", class: "button", onClick: retry }, t("error.retry")),
  );
}

/** Nothing here: why, and where to go. */
export function empty(title, text, ...actions) {
  return h(
    "div",
    { class: "wrap state" },
    h("img", { src: "/shop/art/empty-cup.svg", alt: "", width: "240", height: "200" }),
    h("h1", {}, title),
    h("p", {}, text),
    h("div", { class: "actions" }, actions),
  );
}

/** What a refusal means for the shopper, in words. */
export function refusal(error, money) {
  switch (error.code) {
    case "code_needs":
      return t("refused.code_needs", { amount: money(error.data.amount) });
    case "out_of_stock":
      return t(error.data.left > 0 ? "refused.out_of_stock" : "refused.sold_out", { n: error.data.left });
    case "cart_empty":
    case "code_unknown":
    case "one_code":
    case "code_gone":
    case "order_closed":
    case "loyalty_unavailable":
    case "offline":
      return t(`refused.${error.code}`);
    default:
      return t("refused.server");
  }
}
