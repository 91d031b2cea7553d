// Runs before the first paint: language, direction and theme of the page.
(() => {
  const page = document.documentElement;
  const languages = { en: "ltr", pl: "ltr", ar: "rtl" };
  const asked = new URLSearchParams(location.search).get("lang");
  const lang = Object.hasOwn(languages, asked ?? "") ? asked : "en";
  page.lang = lang;
  page.dir = languages[lang];
  try {
    const theme = sessionStorage.getItem("fernhill.theme");
    if (theme === "light" || theme === "dark") page.dataset.theme = theme;
  } catch {
    // Storage may be denied: the system's theme it is, then.
  }
})();
