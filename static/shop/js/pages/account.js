// The shopper's orders, or the door: `/account`.

import { ask } from "../api.js";
import { catalogue } from "../catalogue.js";
import { h, replace } from "../dom.js";
import { apart, day, money as asMoney, said, t } from "../i18n.js";
import { identify, tell } from "../loyalty.js";
import { focusHeading, href, reload } from "../router.js";
import { refusal } from "../states.js";
import { shopper, signIn } from "../store.js";

const PEOPLE = [
  ["nadia", "Nadia"],
  ["tomasz", "Tomasz"],
  ["layla", "Layla"],
];

/** The page. */
export async function account() {
  const who = shopper();
  return who ? orders(who) : door();
}

/** Changes who is here, for the shop and the widget alike. */
export async function become(id) {
  await signIn(id);
  identify(shopper());
  await reload();
}

function door() {
  const message = h("p", { class: "message", role: "alert" });
  const enter = (id) => async () => {
    try {
      await become(id);
      focusHeading();
    } catch (error) {
      message.className = "message message-bad";
      replace(message, refusal(error));
    }
  };
  const choice = ([id, name]) =>
    h(
      "li",
      {},
      h(
        "button",
        { type: "button", class: "person", onClick: enter(id) },
        h("span", { class: "person-letter", "aria-hidden": "true" }, name[0]),
        h("span", {}, h("b", {}, apart(name)), h("span", {}, t(`person.${id}`))),
      ),
    );
  const content = h(
    "div",
    { class: "wrap door" },
    h("h1", {}, t("door.title")),
    h("p", {}, t("door.text")),
    h("ul", { class: "people" }, PEOPLE.map(choice)),
    message,
  );
  return { title: t("door.title"), content };
}

async function orders(who) {
  const [{ products }, { orders }] = await Promise.all([catalogue(), ask("GET", "orders")]);
  const name = (id) => said(products.find((product) => product.id === id).name);
  const out = h(
    "button",
    { type: "button", class: "link", onClick: () => become(null).then(focusHeading) },
    t("account.sign_out"),
  );
  const list =
    orders.length === 0
      ? h(
          "div",
          { class: "nothing" },
          h("p", {}, t("account.empty")),
          h("a", { class: "button", href: href("/") }, t("cart.empty.action")),
        )
      : h(
          "ul",
          { class: "orders" },
          orders.map((order) => item(order, name)),
        );
  const content = h("div", { class: "wrap" }, [
    h("div", { class: "page-head page-head-row" }, h("h1", {}, t("account.title"), " ", apart(who.first_name)), out),
    h("p", { class: "balance" }, t("account.points"), " ", h("loyalty-points")),
    h("h2", {}, t("account.orders")),
    list,
    h("h2", {}, t("account.profile")),
    h("loyalty-quiz", { quiz: "qz_profile" }),
  ]);
  return { title: t("nav.account"), content };
}

function item(order, name) {
  const card = h("li", { class: "order" });
  drawOrder(card, order, name);
  return card;
}

function drawOrder(card, order, name, message) {
  const money = (amount) => asMoney(amount, order.currency);
  const returned = order.lines.filter((line) => line.returned);
  const refunded = returned.reduce((sum, line) => sum + line.paid, 0);
  const change = (path, body) => async (event) => {
    event.target.disabled = true;
    try {
      const changed = await ask("POST", `orders/${encodeURIComponent(order.id)}/${path}`, body);
      drawOrder(card, changed, name, t(changed.cancelled ? "account.cancelled.done" : "account.returned.done"));
      tell("refresh");
    } catch (error) {
      drawOrder(card, order, name, refusal(error, money));
    }
    // The pressed button is gone: the keyboard goes on at its order.
    card.querySelector("h3").focus();
  };
  const state = order.cancelled
    ? "cancelled"
    : returned.length === order.lines.length
      ? "returned"
      : returned.length > 0
        ? "part_returned"
        : "paid";
  const review = (product) => async (event) => {
    event.target.disabled = true;
    try {
      const { points } = await ask("POST", "reviews", { product });
      drawOrder(card, order, name, points > 0 ? t("account.reviewed.points", { n: points }) : t("account.reviewed"));
      tell("refresh");
    } catch (error) {
      drawOrder(card, order, name, refusal(error, money));
    }
    card.querySelector("h3").focus();
  };
  const line = (one, index) =>
    h("li", {}, [
      h("span", { class: "order-product" }, `${one.quantity} × ${name(one.product)}`),
      h(
        "button",
        {
          type: "button",
          class: "link order-review",
          "aria-label": t("account.review.line", { name: name(one.product) }),
          onClick: review(one.product),
        },
        t("account.review"),
      ),
      one.returned
        ? h("span", { class: "order-back" }, t("account.returned.line", { amount: money(one.paid) }))
        : order.can_return &&
          h(
            "button",
            {
              type: "button",
              class: "link",
              "aria-label": t("account.return.line", { name: name(one.product) }),
              onClick: change("refund", { lines: [index] }),
            },
            t("account.return"),
          ),
    ]);
  replace(
    card,
    h("div", { class: "order-head" }, [
      h("h3", { tabindex: "-1" }, h("a", { href: href(`/orders/${order.id}`) }, apart(order.id))),
      h("span", { class: `order-state order-state-${state}` }, t(`account.state.${state}`)),
      h("span", { class: "order-day" }, day(order.paid_at)),
      h("span", { class: "order-total" }, money(order.totals.total)),
    ]),
    h("ul", { class: "order-lines" }, order.lines.map(line)),
    order.code && h("p", { class: "note" }, t("totals.reward"), ": ", apart(order.code.title)),
    refunded > 0 && h("p", { class: "note" }, t("account.refunded", { amount: money(refunded) })),
    h("p", { class: "message", role: "status" }, message ?? (order.points === "told" ? null : t("account.points.late"))),
    (order.can_return || order.can_cancel) &&
      h("div", { class: "order-actions" }, [
        order.can_return &&
          h("button", { type: "button", class: "button button-small", onClick: change("refund", {}) }, t("account.return.all")),
        order.can_cancel &&
          h("button", { type: "button", class: "button button-small", onClick: change("cancel", {}) }, t("account.cancel")),
      ]),
  );
}
