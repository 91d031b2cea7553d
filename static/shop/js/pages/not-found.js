// No such place.

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { href } from "../router.js";
import { empty } from "../states.js";

/** The page. */
export async function notFound() {
  return {
    title: t("not_found.title"),
    content: empty(
      t("not_found.title"),
      t("not_found.text"),
      h("a", { class: "button", href: href("/") }, t("cart.empty.action")),
    ),
  };
}
