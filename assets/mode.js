/* The mode before anything is drawn: the one chosen last, else the system's. Not a module: modules come later than the first picture (docs/why/page-program.md). */
(() => {
  let chosen = null;
  try {
    chosen = localStorage.getItem("chalkline-mode");
  } catch {
    // A forbidden store: the system's mode.
  }
  const system = matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  document.documentElement.dataset.bsTheme = chosen === "light" || chosen === "dark" ? chosen : system;
})();
