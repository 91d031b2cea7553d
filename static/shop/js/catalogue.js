// What the shop sells, from the same file that its server prices by.

import { Refused } from "./api.js";

let loading;

/** `{ currency, products }`. Asked for once; after a failure, asked for again. */
export function catalogue() {
  loading ??= load().catch((error) => {
    loading = undefined;
    throw error;
  });
  return loading;
}

/** The product of this id, if there is one. */
export async function product(id) {
  return (await catalogue()).products.find((one) => one.id === id);
}

/** The address of a product's picture. */
export function picture(id) {
  return `/shop/art/${id}.svg`;
}

async function load() {
  try {
    const answer = await fetch("/shop/products.json");
    if (answer.ok) return await answer.json();
  } catch {
    // Told below.
  }
  throw new Refused("offline");
}
