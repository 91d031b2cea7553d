/**
 * Runs the widget's module on the page that static/embed.js prepared, answers the page's calls, and starts the module
 * again after a trap: a panic in WebAssembly cannot be undone, so its views go and a fresh instance takes their place.
 *
 * `STYLES`, `LOCALES` and `PARTS` are put in by the release build: [name, integrity] of each file. A part has several, and what
 * it says is in files of its own: the third of a language. `trunk serve` has plain names, and one file for each language.
 */
import * as glue from "./loyalty-widget.js";

const styles = typeof STYLES === "object" ? STYLES : ["widget.css"];
const locales =
  typeof LOCALES === "object" ? LOCALES : { en: ["locales/en.json"], pl: ["locales/pl.json"], ar: ["locales/ar.json"] };

/** The files of each part that comes later; under `trunk serve`, which has one module, only their stylesheets. */
const parts = typeof PARTS === "object" ? PARTS : {
  panel: [["css/controls.css"], ["css/panel.css"]],
  later: [["css/controls.css"], ["css/panel.css"], ["css/later.css"]],
  popups: [["css/controls.css"], ["css/popups.css"]],
  quiz: [["css/controls.css"], ["css/product.css"], ["css/quiz.css"]],
  rows: [["css/product.css"], ["css/rows.css"]],
};

/** Where this file came from: its siblings are beside it. */
const base = new URL(".", import.meta.url).href;

/** At most this many fresh instances on one page view. */
const RESTARTS = 2;

/** The attributes of our elements. */
const ATTRIBUTES = ["product", "price", "collections", "tags", "quantity", "campaign", "quiz", "row"];

/** A file of ours that takes longer than this many milliseconds counts as missing. */
const FILE_TIMEOUT = 30000;

/** A promise that is awaited later: whoever waits hears of its failure, the page's `unhandledrejection` must not. */
const quiet = (promise) => {
  promise.catch(() => {});
  return promise;
};

const file = ([name, integrity], read) =>
  quiet(
    fetch(base + name, { integrity: integrity || "", signal: AbortSignal.timeout(FILE_TIMEOUT) }).then((response) => {
      if (!response.ok) throw Error(`${name}: ${response.status}`);
      return response[read]();
    }),
  );

/**
 * What is in a file of a part: `[number, module, stylesheet or messages]` of each piece. Modules and stylesheets stand one after
 * the other, each after its number and its length; messages, and under `trunk serve` stylesheets, have files of their own.
 */
const piecesOf = async (entry) => {
  if (entry[0].endsWith(".json")) return [[entry[0], await file(entry, "json")]];
  const buffer = await file(entry, "arrayBuffer");
  const view = new DataView(buffer);
  const text = (bytes) => new TextDecoder().decode(bytes);
  if (!glue.link) return [[entry[0], text(buffer)]];
  const pieces = [];
  for (let at = 0, end; at < buffer.byteLength; at = end) {
    end = at + 8 + view.getUint32(at + 4);
    const bytes = buffer.slice(at + 8, end);
    // A module begins with a zero.
    pieces.push([view.getUint32(at), view.getInt8(at + 8) ? text(bytes) : await WebAssembly.compile(bytes)]);
  }
  return pieces;
};

/** The page's language as the tag says, else as the page says, as far as there is a catalogue for it, else English. */
const chooseLocale = (wanted) => {
  let locale = "en";
  try {
    [locale] = Intl.getCanonicalLocales(wanted.trim().replaceAll("_", "-"));
  } catch {}
  const [language] = locale.split("-");
  return Object.hasOwn(locales, language) ? [locale, locales[language]] : ["en", locales.en];
};

/**
 * Takes `lref`, a friend's link, out of the address, so that nobody bookmarks or shares it as theirs. Nothing is added to the
 * history, and the rest of the address stays as it is written.
 */
const forgetFriend = () => {
  try {
    const address = new URL(location.href);
    const kept = address.search.slice(1).split("&").filter((part) => !part.startsWith("lref="));
    address.search = kept.join("&");
    history.replaceState(history.state, "", address);
  } catch {
    // A sandboxed page, or one that has changed its address too often: it stays.
  }
};

/**
 * Starts the widget.
 *
 * @param page what embed.js shares: the tag's data, the launcher's button, the elements in the page, the calls so far; and
 *   what must outlive a trap: `page.compiled`, `page.parts`, `page.restarts`, `page.identity`, `page.hooks`, `page.consent`, `page.handlers`.
 */
export async function boot(page) {
  if (page.gone) return;
  Object.setPrototypeOf(page, null);
  const { data, button, elements, signal } = page;
  const root = button.getRootNode();
  const restarts = page.restarts || 0;
  let alive = false;

  // The instance is dead. Its callbacks do nothing from now on (the build's guard sees to that); calls wait for the next.
  const trapped = (error) => {
    watch.disconnect();
    page.attach = page.detach = page.answer = undefined;
    if (page.gone) return;
    root.replaceChildren(button);
    for (const element of elements) element.shadowRoot?.replaceChildren();
    if (!alive || restarts >= RESTARTS) return page.fail(error);
    alive = false;
    page.restarts = restarts + 1;
    // The hash gives the same file a fresh module scope.
    page.get("#" + page.restarts);
  };
  const watch = new MutationObserver((changes) => {
    for (const element of new Set(changes.map((change) => change.target))) if (elements.has(element)) page.attach?.(element);
  });
  signal.addEventListener("abort", () => watch.disconnect());
  // The guard is the release build's; under `trunk serve` a trap in a callback is left to the console.
  const trap = glue.guard ? glue.guard(trapped) : trapped;
  // Functions, not their names: looking names up would need the bundle to list them, by a loop that a page's additions to
  // `Object.prototype` get into.
  const call = (run, ...args) => {
    try {
      return run(...args);
    } catch (error) {
      trap(error);
    }
  };

  // What the page says of the shopper and itself must be known before the module starts, and again after a trap.
  const settings = {
    __proto__: null,
    identify: (source) => (page.identity = source),
    hooks: (given) => (page.hooks = { ...page.hooks, ...given }),
    logout: () => (page.identity = data.tokenUrl = undefined),
    consent: (granted) => (page.consent = !!granted),
  };
  for (const call of page.calls.splice(0)) {
    const [name, [argument]] = call;
    settings[name]?.(argument);
    // What these delete, the module deletes as well once it is there.
    if (!settings[name] || name === "logout" || (name === "consent" && !argument)) page.calls.push(call);
  }

  const [locale, [language, hash, said = {}]] = chooseLocale(data.locale || document.documentElement.lang);
  const api = (data.api || new URL(base).origin).replace(/\/$/, "");
  const attributes = { __proto__: null, locale };
  for (const name in data) attributes[name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase())] ??= data[name];
  // All our shadow roots share one stylesheet, so what a part adds to it is in all of them.
  const sheet = new CSSStyleSheet();
  let rules = "";
  const style = (css) => sheet.replaceSync((rules += css));
  const messages = file([language, hash], "json");
  // Each file is asked for once for the page, and each piece of it used once with this instance: linking a module twice would
  // undo what it remembers.
  page.parts ??= {};
  const filesOf = (name) => [...(parts[name] ?? []), ...(said[name] ?? [])];
  const ask = (name) =>
    filesOf(name).map((entry) => {
      const forget = (error) => {
        // Whoever wants it next asks again.
        delete page.parts[entry[0]];
        throw error;
      };
      return (page.parts[entry[0]] ??= quiet(piecesOf(entry).catch(forget)));
    });
  const linked = new Set();
  const part = async (name) => {
    // Nobody waits for what decides over popups.
    if (name === "watch") await new Promise(window.requestIdleCallback || setTimeout);
    const [words, ...files] = await Promise.all([messages, ...ask(name)]);
    for (const [number, piece] of files.flat()) {
      if (linked.has(number)) continue;
      if (typeof piece === "string") style(piece);
      else if (piece instanceof WebAssembly.Module) glue.link(piece);
      else Object.assign(words, piece);
      linked.add(number);
    }
  };
  const handed = {
    attributes,
    origin: api,
    root,
    button,
    identity: page.identity,
    hooks: page.hooks,
    consent: page.consent,
    part,
    css: quiet(file(styles, "text").then((css) => (style(css), sheet))),
    messages,
  };
  // Who touches the launcher is about to open it.
  const near = () => ask("panel");
  button.onpointerenter = button.onfocus = near;
  if (button.matches(":hover, :focus") || page.calls.some(([name]) => name === "open")) near();
  if (!restarts) {
    // All at once: by the time the module runs, these answers are there.
    handed.program = quiet(fetch(`${api}/v1/shops/${encodeURIComponent(data.shop)}/program?locale=${locale}`));
    if (data.tokenUrl && page.identity === undefined) handed.token = quiet(fetch(data.tokenUrl, { credentials: "include" }));
    // The address as it was when the page came.
    handed.friend = page.friend?.input.match(/[?&]lref=([^&]+)/)?.[1];
    if (handed.friend) {
      ask("later");
      forgetFriend();
    }
  }

  page.compiled ??= await WebAssembly.compileStreaming(page.code);
  glue.initSync({ module: page.compiled });
  await glue.start(handed);
  if (page.gone) return call(glue.command, "destroy");
  alive = true;
  page.attach = (element) => {
    watch.observe(element, { attributeFilter: ATTRIBUTES });
    call(glue.attach, element);
  };
  page.detach = (element) => call(glue.detach, element);
  elements.forEach(page.attach);
  if (!alive) return;

  page.handlers ??= new Map();
  const on = (name, handler) => {
    const known = page.handlers.get(name) ?? new Map();
    if (known.has(handler)) return;
    const listener = (event) => handler(event.detail);
    page.handlers.set(name, known.set(handler, listener));
    document.addEventListener("loyalty:" + name, listener, { signal });
  };
  const off = (name, handler) => {
    const known = page.handlers.get(name);
    document.removeEventListener("loyalty:" + name, known?.get(handler));
    known?.delete(handler);
  };
  page.answer = (name, args) => {
    if (name === "on") return on(...args);
    if (name === "off") return off(...args);
    const argument = settings[name] ? settings[name](args[0]) : args[0];
    page.place();
    call(glue.command, name, argument);
  };
  for (const [name, args] of page.calls.splice(0)) page.answer?.(name, args);
  if (!alive || restarts) return;
  const again = () => page.answer?.("refresh", []);
  // Who is it now, back from the back/forward cache or from being offline? And is the launcher hidden on this page?
  window.addEventListener("pageshow", (event) => event.persisted && again(), { signal });
  window.addEventListener("online", again, { signal });
  window.addEventListener("popstate", page.place, { signal });
  document.dispatchEvent(new CustomEvent("loyalty:ready"));
  page.resolve();
}
