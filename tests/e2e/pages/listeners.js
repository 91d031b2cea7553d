// Keeps count of the listeners on what the page shares, of timers that repeat, and of observers.
(() => {
  const live = new Set();
  window.__live = () => [...live].map((one) => one.what).sort();
  const shared = [window, document, document.documentElement, window.navigation].filter(Boolean);
  const name = (target) => (target === window ? "window" : (target.localName ?? target.constructor.name));
  const { addEventListener, removeEventListener } = EventTarget.prototype;
  EventTarget.prototype.addEventListener = function (type, listener, options) {
    const target = this ?? window;
    if (shared.includes(target) || target === document.body) {
      const one = { what: `${name(target)} ${type}`, target, type, listener };
      const known = [...live].some((other) => other.target === target && other.type === type && other.listener === listener);
      if (!known) live.add(one);
      if (options?.signal) addEventListener.call(options.signal, "abort", () => live.delete(one));
    }
    return addEventListener.call(target, type, listener, options);
  };
  EventTarget.prototype.removeEventListener = function (type, listener, options) {
    const target = this ?? window;
    for (const one of live) if (one.target === target && one.type === type && one.listener === listener) live.delete(one);
    return removeEventListener.call(target, type, listener, options);
  };
  const { setInterval, clearInterval } = window;
  window.setInterval = (...request) => {
    const id = setInterval(...request);
    live.add({ what: "interval", id });
    return id;
  };
  window.clearInterval = (id) => {
    for (const one of live) if (one.id === id) live.delete(one);
    clearInterval(id);
  };
})();
