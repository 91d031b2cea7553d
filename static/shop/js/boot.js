// Runs before the first paint: language, direction and theme of the page.
(() => {
  const page = document.documentElement;
  const languages = { en: "ltr", pl: "ltr", ar: "rtl" };
  const asked = new URLSearchParams(location.search);
  const lang = Object.hasOwn(languages, asked.get("lang") ?? "") ? asked.get("lang") : "en";
  page.lang = lang;
  page.dir = languages[lang];
  const theme = asked.get("theme");
  if (theme === "light" || theme === "dark") page.dataset.theme = theme;
})();
