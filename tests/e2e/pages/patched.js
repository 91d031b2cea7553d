// As zone.js, Sentry and consent managers do: fetch and Promise are no longer the browser's own.
(() => {
  const native = { Promise, fetch: window.fetch.bind(window), then: Promise.prototype.then };
  window.__patched = { then: 0, fetch: 0 };
  class PatchedPromise extends native.Promise {
    static get [Symbol.species]() {
      return PatchedPromise;
    }
  }
  native.Promise.prototype.then = function (...handlers) {
    window.__patched.then++;
    return native.then.apply(this, handlers);
  };
  window.Promise = PatchedPromise;
  window.fetch = function fetch(...request) {
    window.__patched.fetch++;
    return new PatchedPromise((done, fail) => native.then.call(native.fetch(...request), done, fail));
  };
})();
