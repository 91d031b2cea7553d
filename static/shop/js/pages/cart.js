// The cart: `/cart`.

import { catalogue, picture } from "../catalogue.js";
import { h, icon, replace } from "../dom.js";
import { apart, money as asMoney, said, t } from "../i18n.js";
import { open } from "../loyalty.js";
import { href } from "../router.js";
import { empty, refusal } from "../states.js";
import * as store from "../store.js";

/** The page. */
export async function cart() {
  const [{ currency, products }] = await Promise.all([catalogue(), store.loadCart()]);
  const page = {
    products,
    money: (amount) => asMoney(amount, currency),
    root: h("div", {}),
    lines: h("ul", { class: "lines" }),
    code: h("div", {}),
    message: h("p", { class: "message", role: "status" }),
    totals: h("div", {}),
  };
  draw(page);
  // Another part of the page, such as the widget taking a reward back, may change the cart as well.
  const stop = store.onChange(() => (page.root.isConnected ? draw(page) : stop()));
  return { title: t("cart.title"), content: page.root };
}

function draw(page) {
  const cart = store.currentCart();
  if (cart.lines.length === 0) {
    const emptied = page.root.contains(document.activeElement);
    replace(
      page.root,
      empty(t("cart.empty"), t("cart.empty.text"), h("a", { class: "button", href: href("/") }, t("cart.empty.action"))),
    );
    if (emptied) page.root.querySelector("a").focus();
    return;
  }
  // What does not change stays: the programme's element keeps the keyboard's place in it.
  if (!page.lines.isConnected) replace(page.root, till(page));
  const focused = document.activeElement;
  replace(
    page.lines,
    cart.lines.map((line) => lineItem(page, line)),
  );
  replace(page.code, code(page, cart));
  replace(page.totals, totals(cart, page.money));
  // A redrawn control keeps the keyboard's place; where it went with its line, the heading takes it.
  if (!focused?.isConnected) (document.getElementById(focused.id) ?? page.root.querySelector("h1")).focus();
}

function till(page) {
  return h("div", { class: "wrap" }, [
    h("div", { class: "page-head" }, h("h1", { tabindex: "-1" }, t("cart.title"))),
    h("div", { class: "till" }, [
      page.lines,
      h("section", { class: "summary", "aria-labelledby": "summary" }, [
        h("h2", { id: "summary" }, t("cart.summary")),
        page.code,
        page.message,
        h("loyalty-cart"),
        page.totals,
        h("a", { class: "button button-wide", href: href("/checkout") }, t("cart.checkout")),
        h(
          "p",
          { class: "note" },
          t("cart.rewards"),
          " ",
          h("button", { type: "button", class: "link", onClick: open }, t("cart.rewards.action")),
        ),
      ]),
    ]),
  ]);
}

/** What a cart costs, line by line. */
export function totals(cart, money) {
  const { totals } = cart;
  const row = (name, value, kind) => h("div", { class: kind }, h("dt", {}, name), h("dd", {}, value));
  return h("dl", { class: "totals" }, [
    row(t("totals.goods"), money(totals.goods)),
    totals.step > 0 && row(t("totals.step", { percent: totals.step_percent }), money(-totals.step), "off step-off"),
    totals.discount > 0 && row([t("totals.reward"), ": ", apart(cart.code.title)], money(-totals.discount), "off code-off"),
    row(t("totals.shipping"), totals.free_shipping ? t("totals.free") : money(totals.shipping), totals.free_shipping && "off"),
    row(t("totals.total"), money(totals.total), "total"),
  ]);
}

function lineItem(page, line) {
  const product = page.products.find((one) => one.id === line.product);
  const name = said(product.name);
  if (line.gift) return giftItem(line, name);
  const step = (way, change, strokes, disabled) =>
    h(
      "button",
      {
        type: "button",
        class: "step",
        id: `${way}-${line.product}`,
        "aria-label": t(`cart.${way}`, { name }),
        "aria-disabled": disabled && "true",
        onClick: () => disabled || tryTo(page, () => store.setLine(line.product, line.quantity + change)),
      },
      icon(...strokes),
    );
  return h("li", { class: "line" }, [
    h(
      "a",
      { class: "line-picture", href: href(`/products/${line.product}`), tabindex: "-1", "aria-hidden": "true" },
      h("img", { src: picture(line.product), alt: "", width: "600", height: "600" }),
    ),
    h("div", { class: "line-words" }, [
      h("a", { class: "line-name", href: href(`/products/${line.product}`) }, name),
      h("p", { class: "line-unit" }, page.money(line.unit_price)),
    ]),
    h("div", { class: "stepper", role: "group", "aria-label": t("cart.quantity", { name }) }, [
      step("less", -1, ["M6 12h12"], false),
      h("span", { class: "quantity", "aria-live": "polite" }, String(line.quantity)),
      step("more", 1, ["M6 12h12", "M12 6v12"], line.quantity >= line.most),
    ]),
    h("p", { class: "line-amount" }, page.money(line.amount)),
    h(
      "button",
      {
        type: "button",
        class: "link line-remove",
        id: `remove-${line.product}`,
        "aria-label": t("cart.remove", { name }),
        onClick: () => tryTo(page, () => store.setLine(line.product, 0)),
      },
      t("cart.remove.short"),
    ),
  ]);
}

/** What a reward put in for nothing goes with its code: there is nothing to choose. */
function giftItem(line, name) {
  return h("li", { class: "line line-gift" }, [
    h(
      "span",
      { class: "line-picture", "aria-hidden": "true" },
      h("img", { src: picture(line.product), alt: "", width: "600", height: "600" }),
    ),
    h("div", { class: "line-words" }, [
      h("a", { class: "line-name", href: href(`/products/${line.product}`) }, name),
      h("p", { class: "line-unit" }, t("cart.gift")),
    ]),
    h("span", { class: "quantity" }, String(line.quantity)),
    h("p", { class: "line-amount" }, t("totals.free")),
  ]);
}

function code(page, cart) {
  if (cart.code) {
    const needs = cart.totals.code_needs;
    return h("div", { class: needs ? "code-on code-waits" : "code-on" }, [
      h("div", {}, [
        h("p", { class: "code-title" }, apart(cart.code.title)),
        h("p", { class: "code-text" }, apart(cart.code.code)),
        needs && h("p", { class: "code-needs" }, t("refused.code_needs", { amount: page.money(needs) })),
      ]),
      h(
        "button",
        { type: "button", class: "link", id: "code-off", onClick: () => tryTo(page, store.removeCode) },
        t("cart.code.remove"),
      ),
    ]);
  }
  const input = h("input", {
    id: "code",
    name: "code",
    autocomplete: "off",
    autocapitalize: "characters",
    spellcheck: "false",
    maxlength: "64",
    required: true,
  });
  const submit = (event) => {
    event.preventDefault();
    tryTo(page, () => store.applyCode(input.value));
  };
  return h(
    "form",
    { class: "code", onSubmit: submit },
    h("label", { for: "code" }, t("cart.code")),
    h("div", { class: "code-row" }, input, h("button", { type: "submit", class: "button button-quiet" }, t("cart.code.apply"))),
  );
}

async function tryTo(page, change) {
  replace(page.message);
  page.message.className = "message";
  try {
    await change();
  } catch (error) {
    page.message.className = "message message-bad";
    replace(page.message, refusal(error, page.money));
  }
}
