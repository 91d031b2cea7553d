// What every script of a test can use. `arguments` is the script's own.
const host = () => document.querySelector("loyalty-launcher");
const root = () => host()?.shadowRoot;
const launcher = () => root()?.querySelector(".launcher");
const dialog = () => root()?.querySelector("dialog[open]");
const visible = (element) => {
  const box = element?.getBoundingClientRect();
  return box && box.width > 0 && box.height > 0;
};
const words = (element) => (element?.textContent ?? "").replace(/[\u2066-\u2069\u200e\u200f]/g, "").replace(/\s+/g, " ").trim();
const number = (element) => Number(words(element).replace(/[^\d-]/g, ""));
/** In the panel, or in the shadow root of an element of ours if one is named. */
const inside = (where) => (where ? document.querySelector(where)?.shadowRoot : dialog());
const titled = (where, title) =>
  [...(inside(where)?.querySelectorAll(".card") ?? [])].find((card) => words(card.querySelector(".title")) === title);
const seen = () => {
  const page = words(document.querySelector("main") ?? document.body).slice(0, 300);
  const panel = dialog() ? words(dialog()).slice(0, 700) : "closed";
  return `page "${page}"; launcher "${words(launcher())}"; notice "${words(dialog()?.querySelector(".notice"))}"; panel "${panel}"; ${JSON.stringify(window.__seen ?? {})}`;
};
/** What of ours, outside the elements in the page, says exactly this, if it can be seen. */
const saying = (sentence) => [...(root()?.querySelectorAll("*") ?? [])].filter((one) => words(one) === sentence && visible(one)).at(-1);
/** What it is part of: a dialog, or what stands in the corner. */
const overlay = (sentence) => {
  for (let one = saying(sentence); one; one = one.parentElement) if (one.querySelector(".close")) return one;
};
