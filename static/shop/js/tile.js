// A product in the shop window, and its price.

import { picture } from "./catalogue.js";
import { h } from "./dom.js";
import { money, said, t } from "./i18n.js";
import { href } from "./router.js";

/** A product as a picture with its name and price. */
export function tile(product, currency) {
  const mark = product.stock === 0 ? t("product.sold_out") : product.tags.includes("bestseller") ? t("product.favourite") : null;
  return h(
    "li",
    { class: "tile" },
    h("a", { class: "tile-link", href: href(`/products/${product.id}`) }, [
      h("span", { class: "tile-picture" }, [
        h("img", { src: picture(product.id), alt: "", width: "600", height: "600", loading: "lazy", decoding: "async" }),
        mark && h("span", { class: "mark" }, mark),
      ]),
      h("span", { class: "tile-name" }, said(product.name)),
    ]),
    h("p", { class: "tile-blurb" }, said(product.blurb)),
    h("p", { class: "price" }, money(product.price, currency)),
  );
}
