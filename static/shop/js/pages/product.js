// One product: `/products/{id}`.

import { catalogue, picture, product as find } from "../catalogue.js";
import { h, replace } from "../dom.js";
import { money, said, t } from "../i18n.js";
import { productAttributes, tell } from "../loyalty.js";
import { href } from "../router.js";
import { refusal } from "../states.js";
import { addLine } from "../store.js";
import { tile } from "../tile.js";
import { notFound } from "./not-found.js";

/** The page. */
export async function product(match) {
  const [{ currency, products }, shown] = await Promise.all([catalogue(), find(match[1])]);
  if (!shown) return notFound();
  const others = products.filter((one) => one !== shown && one.stock > 0).slice(0, 4);
  const content = h("div", { class: "wrap" }, [
    h("div", { class: "product" }, [
      h("div", { class: "product-picture" }, h("img", { src: picture(shown.id), alt: "", width: "600", height: "600" })),
      h("div", { class: "product-words" }, [
        h(
          "p",
          { class: "eyebrow" },
          h("a", { href: href(`/?collection=${shown.collections[0]}`) }, t(`collection.${shown.collections[0]}`)),
        ),
        h("h1", {}, said(shown.name)),
        h("p", { class: "product-blurb" }, said(shown.blurb)),
        h("p", { class: "price product-price" }, money(shown.price, currency)),
        buy(shown, (amount) => money(amount, currency)),
        h("p", { class: "product-about" }, said(shown.about)),
        h(
          "ul",
          { class: "promises" },
          ["shipping", "returns", "leaves"].map((promise) => h("li", {}, t(`product.promise.${promise}`))),
        ),
      ]),
    ]),
    row("together", shown),
    h(
      "section",
      { "aria-labelledby": "others" },
      h("h2", { id: "others" }, t("product.others")),
      h(
        "ul",
        { class: "shelf shelf-others" },
        others.map((one) => tile(one, currency)),
      ),
    ),
    row("recent", shown),
  ]);
  return { title: said(shown.name), content };
}

/** Products that the loyalty programme knows of: bought with this one, or looked at before. */
const row = (which, product) => h("div", { class: "row" }, h("loyalty-products", { row: which, product: product.id }));

function buy(product, money) {
  const points = h("loyalty-product-points", productAttributes(product));
  if (product.stock === 0) {
    return [points, h("p", { class: "note" }, t("product.sold_out.text"))];
  }
  const message = h("p", { class: "message", role: "status" });
  const quantity = h(
    "select",
    { id: "quantity", name: "quantity" },
    [1, 2, 3, 4, 5, 6].map((n) => h("option", { value: n }, String(n))),
  );
  // The estimate follows the quantity by its attribute alone.
  quantity.addEventListener("change", () => points.setAttribute("quantity", quantity.value));
  const button = h("button", { type: "submit", class: "button button-wide" }, t("product.add"));
  const submit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    try {
      const n = Number(quantity.value);
      await addLine(product.id, n);
      tell("track", "added-to-cart");
      message.className = "message message-good";
      replace(message, t("product.added", { n }), " ", h("a", { href: href("/cart") }, t("product.to_cart")));
    } catch (error) {
      message.className = "message message-bad";
      replace(message, refusal(error, money));
    } finally {
      button.disabled = false;
    }
  };
  const form = h(
    "form",
    { class: "buy", onSubmit: submit },
    h("label", { class: "visually-hidden", for: "quantity" }, t("product.quantity")),
    quantity,
    button,
  );
  const few = product.stock < 10 && h("p", { class: "note" }, t("product.few", { n: product.stock }));
  return [points, few, form, message];
}
