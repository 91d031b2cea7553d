// The shop's whole side of the loyalty widget: its public surface, nothing more. Before the widget has loaded, calls
// wait in its queue.

import { Refused } from "./api.js";
import * as store from "./store.js";

/** Calls a method of the widget, now or as soon as it is there. */
export function tell(method, ...values) {
  (window.loyalty ||= []).push([method, ...values]);
}

/** Opens the widget's panel. */
export const open = () => tell("open");

/** The shopper's signed token from the shop's server; nothing for a guest. */
async function token() {
  const answer = await fetch("/shop/api/token", { credentials: "same-origin", cache: "no-store" });
  return answer.status === 200 ? answer.text() : null;
}

/** Tells the widget who is here after somebody signed in or out. */
export function identify(shopper) {
  if (shopper) tell("identify", token);
  else tell("logout");
}

/** Connects the widget to the cart. */
export function connect() {
  tell("hooks", {
    cart: async () => (await store.loadCart()).loyalty_cart,
    applyCode: async (redemption) => {
      try {
        await store.applyCode(redemption.code);
        return true;
      } catch (error) {
        // The widget then shows the code for the shopper to use at a better time.
        if (error instanceof Refused) return false;
        throw error;
      }
    },
    addToCart: async ({ id }) => {
      try {
        await store.addLine(id, 1);
        return true;
      } catch (error) {
        // Sold out, say: the widget tells it in its own words.
        if (error instanceof Refused) return false;
        throw error;
      }
    },
  });
  // Once the widget runs, it follows the cart; a cart alone does not make it load.
  const follow = () => store.onEdit(() => tell("refresh"));
  if (window.loyalty?.ready) window.loyalty.ready().then(follow);
  else document.addEventListener("loyalty:ready", follow, { once: true });
  // Points that came back leave no discount behind.
  document.addEventListener("loyalty:undone", ({ detail }) => {
    // Should the server not answer now, it finds out itself when the order is placed.
    if (store.currentCart()?.code?.redemption === detail?.id) store.removeCode().catch(() => {});
  });
}

/** What is a product's line to the widget: `<loyalty-product-points>`'s attributes. */
export function productAttributes(product, quantity = 1) {
  return {
    product: product.id,
    price: String(product.price),
    collections: product.collections.join(" "),
    tags: product.tags.join(" "),
    quantity: String(quantity),
  };
}
