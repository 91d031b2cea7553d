// Paying: `/checkout`. The preview takes no money.

import { catalogue } from "../catalogue.js";
import { h, replace } from "../dom.js";
import { money as asMoney, said, t } from "../i18n.js";
import { tell } from "../loyalty.js";
import { go, href } from "../router.js";
import { empty, refusal } from "../states.js";
import * as store from "../store.js";
import { totals } from "./cart.js";

/** The page. */
export async function checkout() {
  const [{ currency, products }, cart] = await Promise.all([catalogue(), store.loadCart()]);
  const title = t("checkout.title");
  if (cart.lines.length === 0) {
    return {
      title,
      content: empty(t("cart.empty"), t("cart.empty.text"), h("a", { class: "button", href: href("/") }, t("cart.empty.action"))),
    };
  }
  const money = (amount) => asMoney(amount, currency);
  const name = (id) => said(products.find((product) => product.id === id).name);
  const content = h("div", { class: "wrap" }, [
    h("div", { class: "page-head" }, h("h1", {}, title)),
    h("div", { class: "till" }, [
      form(cart, money),
      h("section", { class: "summary", "aria-labelledby": "summary" }, [
        h("h2", { id: "summary" }, t("cart.summary")),
        h(
          "ul",
          { class: "brief-lines" },
          cart.lines.map((line) =>
            h("li", {}, h("span", {}, `${line.quantity} × ${name(line.product)}`), h("span", {}, money(line.amount))),
          ),
        ),
        totals(cart, money),
        h("p", { class: "note" }, h("a", { href: href("/cart") }, t("checkout.back"))),
      ]),
    ]),
  ]);
  return { title, content };
}

function form(cart, money) {
  const who = store.shopper();
  const fields = [
    ["name", "name", who && `${who.first_name} ${who.last_name}`],
    ["email", "email", who?.email],
    ["street", "street-address", who?.street],
    ["postcode", "postal-code", who?.postcode],
    ["city", "address-level2", who?.city],
  ];
  const message = h("p", { class: "message", role: "alert" });
  const button = h(
    "button",
    { type: "submit", class: "button button-wide" },
    t("checkout.place", { amount: money(cart.totals.total) }),
  );
  const submit = async (event) => {
    event.preventDefault();
    const address = Object.fromEntries(new FormData(event.target));
    button.disabled = true;
    button.textContent = t("checkout.placing");
    replace(message);
    try {
      const order = await store.checkout(address);
      tell("refresh");
      await go(`/orders/${order.id}?placed`);
    } catch (error) {
      message.className = "message message-bad";
      replace(
        message,
        refusal(error, money),
        " ",
        error.code === "code_gone" && h("a", { href: href("/cart") }, t("checkout.back")),
      );
      button.disabled = false;
      button.textContent = t("checkout.place", { amount: money(cart.totals.total) });
    }
  };
  return h("form", { class: "address", onSubmit: submit }, [
    h("fieldset", {}, [
      h("legend", {}, t("checkout.delivery")),
      fields.map(([id, autocomplete, value]) =>
        h("div", { class: `field field-${id}` }, [
          h("label", { for: id }, t(`checkout.${id}`)),
          h("input", {
            id,
            name: id,
            type: id === "email" ? "email" : "text",
            dir: "auto",
            autocomplete,
            value,
            required: true,
            maxlength: "120",
          }),
        ]),
      ),
    ]),
    h("fieldset", {}, [h("legend", {}, t("checkout.payment")), h("p", { class: "note note-boxed" }, t("checkout.payment.text"))]),
    message,
    button,
  ]);
}
