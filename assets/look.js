/* How the page looks: mode, projector, panels, which traces show; and the keyboard. */
(function (chalkline) {
  "use strict";

  const PHONE = window.matchMedia("(max-width: 599px)");
  const root = document.documentElement;

  /** The mode before anything is drawn: the one chosen last, else the system's. */
  function firstMode() {
    const chosen = chalkline.storage ? chalkline.storage.preference("mode") : null;
    if (chosen === "light" || chosen === "dark") return chosen;
    return window.matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light";
  }

  /** @returns {object} the look of a page that has just opened */
  function begin() {
    const look = {
      mode: firstMode(),
      logarithmic: true,
      shown: { Data: true, Predicted: true, "True line": true, "Least squares": false },
      limits: true,
      panels: [],
      shape: "segments",
      projector: false,
      isPhone: PHONE.matches,
    };
    document.getElementById("about-button").setAttribute("aria-controls", "about");
    document.getElementById("more-button").setAttribute("aria-controls", "more");
    document.querySelectorAll("#about-button, #more-button").forEach((it) => it.setAttribute("aria-expanded", "false"));
    setTimeout(() => show(look));
    return look;
  }

  /** @returns {object} the part of a look that a reload brings back */
  function keep({ logarithmic, shown, limits, panels, shape }) {
    return { logarithmic, shown, limits, panels, shape };
  }

  /** Bring the page's elements level with the look. */
  function show(look) {
    root.dataset.bsTheme = look.mode;
    root.dataset.view = look.projector ? "projector" : "desk";
    chalkline.readouts.setText("mode-name", look.mode === "light" ? "Board" : "Paper");
    document.querySelectorAll("#key [data-trace]").forEach((entry) => {
      entry.setAttribute("aria-pressed", String(look.shown[entry.dataset.trace]));
    });
    document.getElementById("sheet").dataset.limits = String(look.limits);
    document.querySelectorAll("[data-scale]").forEach((choice) => {
      choice.setAttribute("aria-pressed", String((choice.dataset.scale === "log") === look.logarithmic));
    });
  }

  /** Show or hide a trace of the fit; the caller redraws. */
  function showTrace(name, shown) {
    const { look } = chalkline.page;
    look.shown[name] = shown;
    show(look);
  }

  function change(edit) {
    const { look } = chalkline.page;
    if (!look) return;
    edit(look);
    show(look);
    chalkline.redraw();
    chalkline.relabel();
    chalkline.keep();
  }

  function flipMode() {
    change((look) => {
      look.mode = look.mode === "light" ? "dark" : "light";
      chalkline.storage.preference("mode", look.mode);
    });
  }

  /** The projector opens dark, and leaving brings back the mode of before. */
  function flipProjector() {
    change((look) => {
      look.projector = !look.projector;
      if (look.projector) look.before = look.mode;
      look.mode = look.projector ? "dark" : look.before;
    });
  }

  function flipPanel(panel, button) {
    const opens = document.getElementById(panel).hidden;
    document.getElementById(panel).hidden = !opens;
    document.getElementById(button).setAttribute("aria-expanded", String(opens));
    return opens;
  }

  function flipMore() {
    document.getElementById("sheet").dataset.more = String(flipPanel("more", "more-button"));
  }

  function flipAbout() {
    const opened = flipPanel("about", "about-button");
    (opened ? document.getElementById("about-close") : document.getElementById("about-button")).focus();
  }

  /** Switch a trace by its entry in the key, or the loss axis by its button. */
  function onClick(event) {
    const entry = event.target.closest("#key [data-trace]");
    const choice = event.target.closest("[data-scale]");
    if (entry) change((look) => (look.shown[entry.dataset.trace] = !look.shown[entry.dataset.trace]));
    if (choice) change((look) => (look.logarithmic = choice.dataset.scale === "log"));
  }

  /** Guess first: the switch hides zones, limit, true line and least squares. */
  function onSwitch({ target }) {
    if (target.id === "show-limits") change((look) => (look.limits = target.checked));
  }

  const BUTTONS = { "step-back": "lookBack", "go-on-here": "goOnHere", live: "backToNow" };

  function onTime({ target }) {
    const button = target.closest("#step-back, #go-on-here, #live");
    if (button && button.getAttribute("aria-disabled") !== "true") chalkline.time[BUTTONS[button.id]]();
  }

  /** Space starts and pauses, unless what has the focus uses it. Escape closes what is open. */
  function onKey(event) {
    if (event.code === "Space" && !usesSpace(event.target)) {
      event.preventDefault();
      if (!event.repeat) primaryOf("pause", "start").click();
    }
    if (event.key !== "Escape" || !chalkline.page.look) return;
    if (!document.getElementById("about").hidden) flipAbout();
    else if (chalkline.page.look.projector) flipProjector();
  }

  function usesSpace(target) {
    const control = target.closest("input, select, textarea, button, a, summary");
    return Boolean(control) && !["start", "pause"].includes(control.id) && control.type !== "range";
  }

  /** The first of these buttons that can be pressed, else the last. */
  function primaryOf(...ids) {
    const buttons = ids.map((id) => document.getElementById(id));
    return buttons.find((button) => button.dataset.face === "primary") || buttons[buttons.length - 1];
  }

  root.dataset.bsTheme = firstMode();
  document.addEventListener("click", onClick);
  document.addEventListener("click", onTime);
  document.addEventListener("change", onSwitch);
  // The event of a hand, not dcc's value, which the page sets too.
  document.addEventListener("input", ({ target }) => target.id === "scrubber" && chalkline.time.lookAt(Number(target.value)));
  document.addEventListener("keydown", onKey);
  PHONE.addEventListener("change", () => change((look) => (look.isPhone = PHONE.matches)));

  chalkline.look = { begin, keep, show, change, showTrace };
  Object.assign(chalkline, { flipMode, flipProjector, flipMore, flipAbout });
})(((window.dash_clientside ||= {}).chalkline ||= {}));
