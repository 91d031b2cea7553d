/**
 * Runs the widget's module on the page that static/embed.js prepared, answers the page's calls, and starts the module
 * again after a trap: a panic in WebAssembly cannot be undone, so its views go and a fresh instance takes their place.
 *
 * `STYLES` and `LOCALES` are put in by the release build: [name, integrity] of each. `trunk serve` has plain names.
 */
import * as glue from "./loyalty-widget.js";

const styles = typeof STYLES === "object" ? STYLES : ["widget.css"];
const locales =
  typeof LOCALES === "object" ? LOCALES : { en: ["locales/en.json"], pl: ["locales/pl.json"], ar: ["locales/ar.json"] };

/** Where this file came from: its siblings are beside it. */
const base = new URL(".", import.meta.url).href;

/** A promise that is awaited later: whoever waits hears of its failure, the page's `unhandledrejection` must not. */
const quiet = (promise) => {
  promise.catch(() => {});
  return promise;
};

/** At most this many fresh instances on one page view. */
const RESTARTS = 2;

/**
 * Starts the widget.
 *
 * @param page what embed.js shares: the tag's data, the launcher, the elements in the page, the calls so far; and what
 *   must outlive a trap: `page.compiled`, `page.restarts`, `page.identity`, `page.hooks`.
 */
export async function boot(page) {
  const { data, button, elements } = page;
  const { loyalty } = window;
  const root = button.getRootNode();
  const restarts = page.restarts || 0;
  let alive = false;

  // The instance is dead. Its callbacks do nothing from now on (the build's guard sees to that).
  const trapped = (error) => {
    page.attach = page.detach = undefined;
    if (page.gone) return;
    root.replaceChildren(button);
    for (const element of elements) element.shadowRoot?.replaceChildren();
    if (!alive || restarts >= RESTARTS) return page.fail(error);
    alive = false;
    page.restarts = restarts + 1;
    // The hash gives the same file a fresh module scope.
    page.get("#" + page.restarts);
  };
  // The guard is the release build's; under `trunk serve` a trap in a callback is left to the console.
  const trap = glue.guard ? glue.guard(trapped) : trapped;
  const call = (name, ...args) => {
    try {
      return glue[name](...args);
    } catch (error) {
      trap(error);
    }
  };

  const file = ([name, integrity], read) =>
    quiet(
      fetch(base + name, { integrity: integrity || "" }).then((response) => {
        if (!response.ok) throw Error(`${name}: ${response.status}`);
        return response[read]();
      }),
    );
  // What the tag says, else what the page says, as far as there is a catalogue for it, else English.
  const wanted = data.locale || document.documentElement.lang || "en";
  const language = locales[wanted.slice(0, 2)] ? wanted.slice(0, 2) : "en";
  const locale = language === wanted.slice(0, 2) ? wanted : language;
  const api = (data.api || new URL(base).origin).replace(/\/$/, "");
  const attributes = { locale };
  for (const name in data) attributes[name.replace(/[A-Z]/g, (letter) => "-" + letter.toLowerCase())] ??= data[name];
  const handed = {
    attributes,
    origin: api,
    root,
    button,
    identity: page.identity,
    hooks: page.hooks,
    css: file(styles, "text"),
    messages: file(locales[language], "json"),
  };
  if (!restarts) {
    // All at once: by the time the module runs, these answers are there.
    handed.program = quiet(fetch(`${api}/v1/shops/${encodeURIComponent(data.shop)}/program?locale=${locale}`));
    if (data.tokenUrl) handed.token = quiet(fetch(data.tokenUrl, { credentials: "include" }));
  }

  page.compiled ??= await WebAssembly.compileStreaming(page.code);
  glue.initSync({ module: page.compiled });
  await glue.start(handed);
  if (page.gone) return call("command", "destroy");
  alive = true;
  page.attach = (element) => call("attach", element);
  page.detach = (element) => call("detach", element);
  elements.forEach(page.attach);

  const command = (name) => (argument) => {
    page.place();
    call("command", name, argument);
    return loyalty.ready();
  };
  const handlers = new Map();
  Object.assign(loyalty, {
    open: command("open"),
    close: command("close"),
    refresh: command("refresh"),
    identify: (source) => command("identify")((page.identity = source)),
    hooks: (given) => command("hooks")((page.hooks = { ...page.hooks, ...given })),
    logout() {
      page.forget();
      page.identity = data.tokenUrl = undefined;
      call("command", "logout");
    },
    consent(granted) {
      data.consent = granted ? "granted" : "";
      if (!granted) page.forget();
      call("command", "consent", granted);
    },
    destroy() {
      call("command", "destroy");
      page.destroy();
    },
  });
  if (!restarts) {
    Object.assign(loyalty, {
      on(name, handler) {
        const listener = (event) => handler(event.detail);
        handlers.set(handler, listener);
        page.listen(document, "loyalty:" + name, listener);
      },
      off: (name, handler) => document.removeEventListener("loyalty:" + name, handlers.get(handler)),
    });
    // Who is it now, back from the back/forward cache or from being offline? And is the launcher hidden on this page?
    page.listen(window, "pageshow", (event) => event.persisted && loyalty.refresh());
    page.listen(window, "online", loyalty.refresh);
    page.listen(window, "popstate", page.place);
    if (window.navigation) page.listen(window.navigation, "currententrychange", () => setTimeout(page.place));
    loyalty.push(...page.calls.splice(0));
    page.resolve();
  }
  button.removeAttribute("aria-busy");
}
