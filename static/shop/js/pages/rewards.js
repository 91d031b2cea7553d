// The programme inside the shop's own page, made of the widget's elements: `/rewards`.

import { h } from "../dom.js";
import { t } from "../i18n.js";
import { open } from "../loyalty.js";
import { href } from "../router.js";
import { shopper } from "../store.js";

/** The page. */
export async function rewards() {
  const steps = ["join", "collect", "spend"].map((step) =>
    h("li", {}, h("h3", {}, t(`rewards.${step}`)), h("p", {}, t(`rewards.${step}.text`))),
  );
  const content = h("div", { class: "wrap" }, [
    h("div", { class: "page-head rewards-head" }, [
      h("div", {}, [
        h("h1", {}, t("rewards.title")),
        h("p", {}, t("rewards.text")),
        shopper() && h("p", { class: "balance" }, t("rewards.balance"), " ", h("loyalty-points")),
        h("p", { class: "actions" }, [
          !shopper() && h("a", { class: "button", href: href("/account") }, t("rewards.sign_in")),
          h("button", { type: "button", class: "button button-quiet", onClick: open }, t("rewards.open")),
        ]),
      ]),
      h("img", { src: "/shop/art/leaves.svg", alt: "", width: "280", height: "220" }),
    ]),
    section("spend", t("rewards.list"), h("loyalty-rewards")),
    section("tiers", t("rewards.tiers"), h("loyalty-vip")),
    section("friends", t("rewards.friends"), h("loyalty-referral")),
    section("album", t("rewards.album"), h("p", {}, t("rewards.album.text")), h("loyalty-collectibles")),
    h("section", { "aria-labelledby": "how" }, h("h2", { id: "how" }, t("rewards.how")), h("ol", { class: "steps" }, steps)),
  ]);
  return { title: t("rewards.title"), content };
}

function section(id, title, ...content) {
  return h("section", { "aria-labelledby": id }, h("h2", { id }, title), h("div", { class: "rewards-part" }, content));
}
