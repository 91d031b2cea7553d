// The shop: its frame, its pages, and its side of the loyalty widget.

import { startBar } from "./bar.js";
import { drawFooter, drawHeader } from "./frame.js";
import { t } from "./i18n.js";
import { connect } from "./loyalty.js";
import { account } from "./pages/account.js";
import { cart } from "./pages/cart.js";
import { checkout } from "./pages/checkout.js";
import { home } from "./pages/home.js";
import { letters } from "./pages/letters.js";
import { notFound } from "./pages/not-found.js";
import { order } from "./pages/order.js";
import { product } from "./pages/product.js";
import { quiz } from "./pages/quiz.js";
import { rewards } from "./pages/rewards.js";
import { start } from "./router.js";
import { loadVisit, onChange } from "./store.js";

const PAGES = [
  [/^\/$/, home],
  [/^\/products\/([^/]+)$/, product],
  [/^\/cart$/, cart],
  [/^\/checkout$/, checkout],
  [/^\/orders\/([^/]+)$/, order],
  [/^\/account$/, account],
  [/^\/rewards$/, rewards],
  [/^\/quiz$/, quiz],
  [/^\/unsubscribe$/, letters],
  [/^/, notFound],
];

document.getElementById("skip").textContent = t("skip");
connect();
onChange(drawHeader);
drawHeader();
drawFooter();
startBar(document.getElementById("bar"));
// Without the server the shelves can still be looked at: each page says what it misses.
await loadVisit().catch((error) => console.warn("The shop's server does not answer.", error));
start(PAGES, document.getElementById("main"));
