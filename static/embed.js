/**
 * The script tag's file: all that loads before the shopper wants anything. It paints the launcher, makes the one global
 * `loyalty` (which keeps calls until there is somebody to answer them) and defines the custom elements' shells. When
 * `data-load` says so it imports the widget (static/boot.js, bundled with the module's glue), which takes the launcher
 * over in place. Whatever fails, the shop's page goes on as if we were not there.
 *
 * `FILES` is put in by the release build: name and integrity of the two files to ask for. `trunk serve` has plain names.
 */
(() => {
  const script = document.currentScript;
  const early = window.loyalty;
  // Another tag, or another version, was here first: one instance serves the page.
  if (!script || early?.ready) return;

  // Without a prototype: what a page has put on `Object.prototype` configures nothing.
  const data = { __proto__: null, ...script.dataset };
  const base = script.src.replace(/[^/]*$/, "");
  const [glue, glueHash, wasm, wasmHash] = typeof FILES === "object" ? FILES : ["boot.js", "", "loyalty-widget_bg.wasm", ""];
  const html = document.documentElement;
  const label = data.label || { pl: "Nagrody", ar: "المكافآت" }[(data.locale || html.lang).slice(0, 2)] || "Rewards";

  // In `<html>`, not in the body: a client-side navigation may bring a new body, and a transformed one moves what is fixed.
  const host = document.createElement("loyalty-launcher");
  const root = host.attachShadow({ mode: "open" });
  const button = document.createElement("button");
  const preload = document.createElement("link");
  const elements = new Set();
  const calls = [];
  const stop = new AbortController();
  // The merchant may hide the launcher where the path matches: `/checkout|/cart`.
  const place = () => {
    button.style.display = data.hide && location.pathname.match(data.hide) ? "none" : "";
    host.isConnected || html.append(host);
  };

  // What the device keeps of a shopper who consented: the launcher's text in the first line, then the account. What it keeps
  // for this visit alone: the friend's link they came by.
  const kept = (method, storage = "localStorage") => {
    try {
      return window[storage][method]("loyalty:" + data.shop);
    } catch {}
  };
  const forget = () => {
    kept("removeItem");
    kept("removeItem", "sessionStorage");
    button.textContent = label;
  };

  const unload = () => {
    page.code = page.gone = 1;
    page.answer = null;
    stop.abort();
    viewport.disconnect();
    preload.remove();
    host.remove();
    page.resolve();
  };

  // The widget can't be had: the launcher leads to the rewards page, or goes. One line tells the merchant why. The global stays,
  // and its methods do nothing: the shop's own code may call them.
  const fail = (error) => {
    if (page.gone) return;
    console.warn("loyalty:", error);
    unload();
    if (data.rewardsUrl) {
      button.role = "link";
      button.onclick = () => (location = data.rewardsUrl);
      place();
    }
  };

  const get = (hash) => import(base + glue + hash).then((module) => module.boot(page)).catch(fail);
  const load = () => {
    if (page.code) return;
    (page.code = fetch(base + wasm, { integrity: wasmHash })).catch(fail);
    // `import()` takes no integrity; a preload of the same module does, and fails where it does not match.
    preload.rel = "modulepreload";
    preload.integrity = glueHash;
    preload.href = base + glue;
    preload.onload = () => get("");
    preload.onerror = () => fail(glue);
    preload.relList.supports(preload.rel) ? document.head.append(preload) : get("");
  };

  const loyalty = {
    ready: () => ready,
    push: (...all) => all.map(([name, ...args]) => loyalty[name]?.(...args)),
    destroy() {
      page.answer?.("destroy", []);
      unload();
      delete window.loyalty;
    },
  };
  // Calls are kept until the widget answers. The first three want it; the last two delete what the device keeps at once.
  "open identify refresh on off hooks track close logout consent".split(" ").map((name, index) => {
    loyalty[name] = (...args) => {
      args[0] || (index > 7 && forget());
      page.answer ? page.answer(name, args) : calls.push([name, args]);
      if (index < 3) return load(), ready;
    };
  });

  const viewport = new IntersectionObserver((entries) => entries.map((entry) => entry.isIntersecting && load()), { rootMargin: "200px" });
  class Shell extends HTMLElement {
    connectedCallback() {
      elements.add(this);
      viewport.observe(this);
      page.attach?.(this);
    }
    disconnectedCallback() {
      elements.delete(this);
      page.detach?.(this);
    }
  }

  // A friend's link: who followed one wants the widget. Kept, because the shop's own router may change the address meanwhile.
  const friend = location.search.match("lref=");
  const page = { data, button, elements, calls, signal: stop.signal, place, fail, get, friend };
  const ready = new Promise((done) => (page.resolve = done));
  window.loyalty = loyalty;
  try {
    early?.map?.((call) => loyalty.push(call));
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(
      `:host{all:initial!important}.launcher{all:unset;position:fixed;z-index:var(--loyalty-z,9999);bottom:var(--loyalty-bottom,20px);inset-inline-${
        data.position || "end"
      }:20px;width:170px;text-indent:48px;border-radius:26px;background:${data.accent || "#1d1d1f"};color:#fff;font:600 14px/52px system-ui}`,
    );
    root.adoptedStyleSheets = [sheet];
    button.className = "launcher";
    button.textContent = (data.consent === "granted" && kept("getItem")?.split("\n")[0]) || label;
    root.append(button);
    place();
    window.navigation?.addEventListener("currententrychange", place, { signal: stop.signal });
    button.onpointerenter = button.onfocus = load;
    button.onclick = () => loyalty.open();
    "offer quiz points product-points products rewards vip referral cart earn collectibles".split(" ").map(
      (name) => customElements.get("loyalty-" + name) || customElements.define("loyalty-" + name, class extends Shell {}),
    );
    // By itself only when the page has loaded, when nothing else is to do, and after at least 3 s.
    const dwell = () =>
      setTimeout(() => (document.readyState === "complete" ? (window.requestIdleCallback || setTimeout)(load) : dwell()), 3000);
    friend || data.load === "eager" ? load() : data.load === "intent" || dwell();
  } catch (error) {
    fail(error);
  }
})();
