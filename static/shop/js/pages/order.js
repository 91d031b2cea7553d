// One order, just placed or long ago: `/orders/{id}`.

import { ask } from "../api.js";
import { catalogue } from "../catalogue.js";
import { h } from "../dom.js";
import { apart, money as asMoney, said, t } from "../i18n.js";
import { open } from "../loyalty.js";
import { href } from "../router.js";
import { shopper } from "../store.js";
import { totals } from "./cart.js";
import { notFound } from "./not-found.js";

/** The page. */
export async function order(match, search) {
  const { products } = await catalogue();
  let order;
  try {
    order = await ask("GET", `orders/${encodeURIComponent(match[1])}`);
  } catch (error) {
    if (error.code === "not_found") return notFound();
    throw error;
  }
  const money = (amount) => asMoney(amount, order.currency);
  const name = (id) => said(products.find((product) => product.id === id).name);
  const placed = search.has("placed");
  const title = placed ? t("order.thanks") : t("order.title");
  const content = h("div", { class: "wrap receipt" }, [
    placed && h("img", { src: "/shop/art/parcel.svg", alt: "", width: "240", height: "200" }),
    h("h1", {}, title),
    h("p", { class: "receipt-number" }, t("order.number"), " ", apart(order.id)),
    placed && h("p", {}, points(order)),
    h("div", { class: "receipt-paper" }, [
      h(
        "ul",
        { class: "brief-lines" },
        order.lines.map((line) =>
          h(
            "li",
            {},
            h("span", {}, `${line.quantity} × ${name(line.product)}`),
            h("span", {}, money(line.quantity * line.unit_price)),
          ),
        ),
      ),
      totals(order, money),
    ]),
    h("p", { class: "actions" }, [
      h("a", { class: "button", href: href("/") }, t("order.more")),
      shopper() && h("button", { type: "button", class: "button button-quiet", onClick: open }, t("order.points.action")),
    ]),
    placed &&
      h("section", { class: "receipt-survey", "aria-labelledby": "survey" }, [
        h("h2", { id: "survey" }, t("order.survey")),
        h("loyalty-quiz", { quiz: "qz_after" }),
      ]),
  ]);
  return { title, content };
}

function points(order) {
  if (!order.customer)
    return [
      t("order.points.guest"),
      " ",
      h("button", { type: "button", class: "link", onClick: open }, t("order.points.guest.action")),
    ];
  return t(order.points === "told" ? "order.points" : "order.points.late");
}
