// Makes the module trap on demand: `__trap()` has the next call out of WebAssembly throw what only a trap throws.
(() => {
  let traps = 0;
  window.__instances = 0;
  window.__trap = (times = 1) => (traps = times);
  const { Instance } = WebAssembly;
  WebAssembly.Instance = function (module, imports) {
    // A part of the widget is no instance of its own: it shares the memory of the one it is linked with.
    if (!imports.__wasm_split) window.__instances++;
    const guarded = {};
    for (const [space, functions] of Object.entries(imports)) {
      guarded[space] = {};
      for (const [name, one] of Object.entries(functions)) {
        guarded[space][name] =
          typeof one === "function"
            ? (...values) => {
                if (traps > 0) {
                  traps--;
                  throw new WebAssembly.RuntimeError("unreachable");
                }
                return one(...values);
              }
            : one;
      }
    }
    return new Instance(module, guarded);
  };
  WebAssembly.Instance.prototype = Instance.prototype;
})();
