// The first script of every page under test: notes what would reach a merchant's monitoring.
(() => {
  const seen = { errors: [], violations: [], warnings: [] };
  Object.defineProperty(window, "__seen", { value: seen });
  addEventListener("error", (event) => seen.errors.push(`error: ${(event.error && event.error.stack) || event.message}`));
  addEventListener("unhandledrejection", (event) => {
    seen.errors.push(`unhandledrejection: ${(event.reason && event.reason.stack) || event.reason}`);
  });
  document.addEventListener("securitypolicyviolation", (event) => {
    seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber} ${event.sample}`);
  });
  for (const level of ["error", "warn"]) {
    const original = console[level].bind(console);
    console[level] = (...values) => {
      seen.warnings.push(`${level}: ${values.map(String).join(" ")}`);
      original(...values);
    };
  }
})();
