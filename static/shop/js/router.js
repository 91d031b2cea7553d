// Going from page to page without loading a new one, as storefronts do today.

import { h, replace } from "./dom.js";
import { t } from "./i18n.js";
import { failure, skeleton } from "./states.js";

const KEPT = ["lang", "load", "theme"];
let routes = [];
let main;
let visit = 0;

/**
 * Starts with a table of `[pattern, page]`. A page is `async (match, search) => ({ title, content })`, its content
 * beginning with the page's only `h1`.
 */
export function start(table, element) {
  routes = table;
  main = element;
  document.addEventListener("click", follow);
  addEventListener("popstate", (event) => show(event.state?.scroll ?? 0, true));
  history.scrollRestoration = "manual";
  return show(0, false);
}

/** An address inside the shop, with what a developer asked for (`?lang`, `?load`, `?theme`) carried on. */
export function href(path) {
  const url = new URL(path, location.origin);
  const here = new URLSearchParams(location.search);
  for (const name of KEPT) if (here.has(name)) url.searchParams.set(name, here.get(name));
  return url.pathname + url.search;
}

/** Goes to an address of the shop. */
export function go(path) {
  history.replaceState({ scroll: scrollY }, "");
  history.pushState({ scroll: 0 }, "", href(path));
  return show(0, true);
}

/** Shows the page again as it is now: after a change of shopper, or to try again. */
export const reload = () => show(scrollY, false);

function follow(event) {
  const link = event.target instanceof Element ? event.target.closest("a[href]") : null;
  const other = event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey;
  if (!link || other || link.origin !== location.origin || link.target || link.getAttribute("href").startsWith("#")) return;
  event.preventDefault();
  go(link.pathname + link.search);
}

async function show(scroll, moved) {
  const mine = ++visit;
  const path = location.pathname.replace(/(.)\/+$/, "$1");
  const [match, page] = find(path);
  // A page that comes at once needs no skeleton, and should not flash one.
  const waiting = setTimeout(() => mine === visit && replace(main, skeleton()), 150);
  let title, content;
  try {
    ({ title, content } = await page(match, new URLSearchParams(location.search)));
  } catch (error) {
    console.error(error);
    title = t("error.title");
    // The button goes away with the failure: the keyboard goes on at the page's heading.
    content = failure(() => show(scrollY, true));
  } finally {
    clearTimeout(waiting);
  }
  if (mine !== visit) return;
  document.title = title ? `${title} · Fernhill` : t("shop.title");
  replace(main, h("div", { class: "page" }, content));
  scrollTo({ top: scroll, behavior: "instant" });
  for (const link of document.querySelectorAll(".site-nav a")) {
    if (link.pathname + link.search === location.pathname + location.search) link.setAttribute("aria-current", "page");
    else link.removeAttribute("aria-current");
  }
  if (moved) focusHeading();
}

function find(path) {
  for (const [pattern, page] of routes) {
    const match = path.match(pattern);
    if (match) return [match, page];
  }
  return [null, routes.at(-1)[1]];
}

/** Moves the keyboard to the page's heading, where what it was on has gone. */
export function focusHeading() {
  const heading = main.querySelector("h1") ?? main;
  heading.tabIndex = -1;
  heading.focus({ preventScroll: true });
}
