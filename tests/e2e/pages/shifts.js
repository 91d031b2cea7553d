// Keeps every layout shift: how much, and which elements.
window.__shifts = [];
new PerformanceObserver((list) => {
  for (const entry of list.getEntries()) __shifts.push([entry.value, entry.sources.map((one) => one.node?.localName)]);
}).observe({ type: "layout-shift", buffered: true });
