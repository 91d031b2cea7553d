// Building the page: elements from data, never markup from strings.

/**
 * An element with attributes, listeners (`onClick`) and children. `false`, `null` and `undefined` are left out, so
 * that a condition can be written in place.
 */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  return fill(element, attributes, children);
}

const SVG = "http://www.w3.org/2000/svg";

/** A decorative icon of 24 units, from the `d` of its strokes. */
export function icon(...strokes) {
  const svg = document.createElementNS(SVG, "svg");
  fill(svg, { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true" }, []);
  for (const d of strokes) svg.append(fill(document.createElementNS(SVG, "path"), { d }, []));
  return svg;
}

/** Puts these children in place of all that an element has. */
export function replace(element, ...children) {
  element.replaceChildren(...children.flat(Infinity).filter(isShown));
}

function fill(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (!isShown(value)) continue;
    if (name.startsWith("on")) element.addEventListener(name.slice(2).toLowerCase(), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat(Infinity).filter(isShown));
  return element;
}

function isShown(value) {
  return value !== false && value !== null && value !== undefined;
}
