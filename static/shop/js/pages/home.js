// The shop window: `/`, narrowed by `?collection=`.

import { catalogue } from "../catalogue.js";
import { h } from "../dom.js";
import { t } from "../i18n.js";
import { href } from "../router.js";
import { tile } from "../tile.js";

const COLLECTIONS = ["tea", "tableware", "gift-cards"];

/** The page. */
export async function home(_match, search) {
  const { currency, products } = await catalogue();
  const chosen = COLLECTIONS.find((id) => id === search.get("collection"));
  const shown = chosen ? products.filter((product) => product.collections.includes(chosen)) : products;
  const shelf = [
    filters(chosen),
    h(
      "ul",
      { class: "shelf" },
      shown.map((product) => tile(product, currency)),
    ),
  ];
  if (chosen) {
    const heading = h(
      "div",
      { class: "page-head" },
      h("h1", {}, t(`collection.${chosen}`)),
      h("p", {}, t(`collection.${chosen}.text`)),
    );
    return { title: t(`collection.${chosen}`), content: h("div", { class: "wrap" }, heading, shelf) };
  }
  const content = [
    hero(),
    h("section", { class: "wrap", "aria-labelledby": "shelf" }, h("h2", { id: "shelf" }, t("home.shelf")), shelf),
    programme(),
  ];
  return { title: "", content: h("div", {}, content) };
}

function hero() {
  return h("div", { class: "wrap hero" }, [
    h("div", { class: "hero-words" }, [
      h("h1", {}, t("home.title")),
      h("p", {}, t("home.text")),
      h("p", { class: "actions" }, [
        h("a", { class: "button", href: href("/quiz") }, t("home.action")),
        h("a", { class: "button button-quiet", href: href("/?collection=tea") }, t("home.teas")),
      ]),
    ]),
    h("img", { class: "hero-picture", src: "/shop/art/hero.svg", alt: "", width: "960", height: "720" }),
  ]);
}

function filters(chosen) {
  const chip = (id) =>
    h(
      "a",
      { class: "chip", href: href(id ? `/?collection=${id}` : "/"), "aria-current": chosen === id && "true" },
      t(id ? `collection.${id}` : "collection.all"),
    );
  return h("nav", { class: "chips", "aria-label": t("home.filter") }, [undefined, ...COLLECTIONS].map(chip));
}

function programme() {
  return h("section", { class: "wrap" }, [
    h("div", { class: "band" }, [
      h("img", { src: "/shop/art/leaves.svg", alt: "", width: "280", height: "220", loading: "lazy" }),
      h("div", {}, [
        h("h2", {}, t("home.programme")),
        h("p", {}, t("home.programme.text")),
        h(
          "p",
          { class: "actions" },
          h("a", { class: "button button-quiet", href: href("/rewards") }, t("home.programme.action")),
        ),
      ]),
    ]),
  ]);
}
