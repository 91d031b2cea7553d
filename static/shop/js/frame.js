// What every page has around it.

import { h, icon, replace } from "./dom.js";
import { apart, t } from "./i18n.js";
import { open } from "./loyalty.js";
import { href } from "./router.js";
import { currentCart, shopper } from "./store.js";

/** Draws the header for who is here and what is in the cart. */
export function drawHeader() {
  const who = shopper();
  const count = (currentCart()?.lines ?? []).reduce((sum, line) => sum + line.quantity, 0);
  replace(
    document.getElementById("header"),
    h(
      "div",
      { class: "wrap site-header-row" },
      h("a", { class: "logo", href: href("/") }, fern(), h("span", { translate: "no" }, "Fernhill")),
      h("nav", { class: "site-nav", "aria-label": t("nav.label") }, [
        h("a", { href: href("/") }, t("nav.shop")),
        h("a", { href: href("/?collection=tea") }, t("nav.tea")),
        h("a", { href: href("/?collection=tableware") }, t("nav.tableware")),
        h("a", { href: href("/quiz") }, t("nav.quiz")),
        h("a", { href: href("/rewards") }, t("nav.rewards")),
      ]),
      h("div", { class: "site-tools" }, [
        h("a", { class: "tool", href: href("/account") }, [
          icon("M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Z", "M4.5 20.5c.8-3.6 3.8-5.5 7.5-5.5s6.700 1.900 7.500 5.500"),
          h("span", { class: "tool-label" }, who ? [t("nav.hello"), " ", apart(who.first_name)] : t("nav.sign_in")),
        ]),
        h("a", { class: "tool", href: href("/cart"), "aria-label": t("nav.cart_count", { n: count }) }, [
          icon("M5 8h14l-1.200 12H6.200L5 8Z", "M9 10.500V7a3 3 0 0 1 6 0v3.500"),
          h("span", { class: "tool-label", "aria-hidden": "true" }, t("nav.cart")),
          count > 0 && h("span", { class: "count", "aria-hidden": "true" }, String(count)),
        ]),
      ]),
    ),
  );
}

/** Draws the footer. */
export function drawFooter() {
  replace(
    document.getElementById("footer"),
    h("div", { class: "wrap site-footer-row" }, [
      h("div", {}, [h("p", { class: "footer-name", translate: "no" }, "Fernhill"), h("p", {}, t("footer.about"))]),
      h("ul", {}, [
        h("li", {}, h("a", { href: href("/") }, t("nav.shop"))),
        h("li", {}, h("a", { href: href("/rewards") }, t("nav.rewards"))),
        h("li", {}, h("a", { href: href("/account") }, t("nav.account"))),
        h("li", {}, h("a", { href: href("/unsubscribe") }, t("footer.letters"))),
        h("li", {}, h("button", { type: "button", class: "link", onClick: open }, t("footer.programme"))),
      ]),
      h("p", { class: "footer-note" }, t("footer.note")),
    ]),
  );
}

function fern() {
  const mark = icon(
    "M12 22V4",
    "M12 18c-3 0-5-1.500-6-4 3 0 5 1 6 4Zm0 0c3 0 5-1.500 6-4-3 0-5 1-6 4Z",
    "M12 12.500c-2.500 0-4-1.300-4.800-3.500 2.500 0 4 .9 4.800 3.500Zm0 0c2.500 0 4-1.300 4.800-3.500-2.500 0-4 .9-4.800 3.500Z",
    "M12 7.500c-1.600-.6-2.400-2-2.400-4 1.700.5 2.400 1.800 2.400 4Zm0 0c1.600-.6 2.400-2 2.400-4-1.700.5-2.400 1.800-2.400 4Z",
  );
  mark.classList.add("logo-mark");
  return mark;
}
