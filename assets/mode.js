/* Before anything is drawn: the mode chosen last, else the system's; and whether the browser can run the page. Not a module, because modules
   come later than the first picture (docs/why/page-program.md), and in words that every browser reads, so that one that is too old can say so, and so
   can a frame whose sandbox lets no module in. */
(function () {
  var root = document.documentElement;
  var chosen;
  try {
    chosen = localStorage.getItem("chalkline-mode");
  } catch (forbidden) {
    chosen = forbidden && null; // A forbidden store: the system's mode.
  }
  if (chosen !== "light" && chosen !== "dark") chosen = null;
  root.setAttribute("data-mode-of", chosen ? "reader" : "system");
  root.setAttribute("data-bs-theme", chosen || ("matchMedia" in window && matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  if (!("structuredClone" in window) || !("hasOwn" in Object) || !("at" in [])) root.className += " too-old";
  if (window.origin === "null") root.className += " too-old sealed";
})();
