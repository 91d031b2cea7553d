// The quiz that finds a tea, inside the shop's own page: `/quiz`.

import { h } from "../dom.js";
import { t } from "../i18n.js";

/** The page. */
export async function quiz() {
  const content = h("div", { class: "wrap" }, [
    h("div", { class: "page-head" }, h("h1", {}, t("quiz.title")), h("p", {}, t("quiz.text"))),
    h("loyalty-quiz", { quiz: "qz_tea" }),
  ]);
  return { title: t("quiz.title"), content };
}
