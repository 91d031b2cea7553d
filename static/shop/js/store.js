// What the page knows of this visit: who is here, and what is in the cart.

import { ask } from "./api.js";

const changes = new EventTarget();
let me = null;
let cart = null;

/** Who is signed in; `null` for a guest. */
export const shopper = () => me;

/** The cart as the server last told it; `null` before it has. */
export const currentCart = () => cart;

/** Calls `listener` after every change of shopper or cart, until the function it gives is called. */
export function onChange(listener) {
  changes.addEventListener("change", listener);
  return () => changes.removeEventListener("change", listener);
}

/** Calls `listener` after everything that the shopper changed in the cart. */
export const onEdit = (listener) => changes.addEventListener("edit", listener);

/** Reads who is here and their cart. */
export async function loadVisit() {
  const [who, what] = await Promise.all([ask("GET", "me"), ask("GET", "cart")]);
  me = who.shopper;
  return keep(what);
}

/** Signs somebody in, or out with `null`. */
export async function signIn(id) {
  me = (await (id ? ask("POST", "login", { shopper: id }) : ask("POST", "logout"))).shopper;
  return keep(await ask("GET", "cart"));
}

/** Reads the cart again. */
export const loadCart = async () => keep(await ask("GET", "cart"));

/** Puts so many more of a product into the cart. */
export const addLine = async (product, quantity) => edited(await ask("POST", "cart/lines", { product, quantity }));

/** Makes it so many of a product; none takes it out. */
export const setLine = async (product, quantity) =>
  edited(await ask("PUT", `cart/lines/${encodeURIComponent(product)}`, { quantity }));

/** Puts a reward code on the cart. */
export const applyCode = async (code) => edited(await ask("POST", "cart/code", { code }));

/** Takes the code off the cart. */
export const removeCode = async () => edited(await ask("DELETE", "cart/code"));

/** Buys the cart; the order. */
export async function checkout(address) {
  const order = await ask("POST", "checkout", address);
  await loadCart();
  return order;
}

function edited(what) {
  keep(what);
  changes.dispatchEvent(new Event("edit"));
  return cart;
}

function keep(what) {
  cart = what;
  changes.dispatchEvent(new Event("change"));
  return cart;
}
