// A browser, or a policy, without WebAssembly.
delete window.WebAssembly;
