/* See why it learns: which panels are open, where they stand, and when they are redrawn. */
(function (chalkline) {
  "use strict";

  const FOR_LINES = ["map", "step", "residuals"];
  const ROOM_FIRST = ["map", "residuals", "compare", "code", "step"]; // the first place goes to who needs the room
  const REDRAW_MS = 500;
  const STACKED = window.matchMedia("(max-width: 1099px)");
  const made = {};
  let drawnAt = 0;
  let arranged = "";
  let later = null;

  /** Each panel is made when it is opened first: it has draw(page), and tick(page) where something moves with the run. */
  function panel(name) {
    const makers = {
      map: () => new chalkline.LossMap(),
      step: () => chalkline.step,
      residuals: () => new chalkline.Residuals(),
      compare: () => chalkline.compare,
      code: () => chalkline.code,
    };
    made[name] ||= makers[name]();
    return made[name];
  }

  function isAvailable(page, name) {
    return !page.points || page.points.inputs.length === 1 || !FOR_LINES.includes(name);
  }

  /** @returns {string[]} the panels that are seen, the one in the first place first */
  function open(page) {
    const { look } = page;
    if (!look || look.projector) return [];
    const panels = look.panels.filter((name) => isAvailable(page, name)).slice(look.isPhone ? -1 : -2);
    return ROOM_FIRST.filter((name) => panels.includes(name));
  }

  /** A chip opens or closes its panel; a third panel closes the oldest. What is not seen is opened. */
  function flip(look, name, isOpen) {
    const others = look.panels.filter((other) => other !== name);
    look.panels = isOpen ? others : [...others, name].slice(-2);
  }

  /** Bring chips and places level with what is open. */
  function arrange(page) {
    const panels = open(page);
    const key = `${panels.join()} ${isAvailable(page, "map")}`;
    if (key === arranged) return;
    arranged = key;
    document.getElementById("sheet").dataset.panels = String(panels.length);
    document.querySelectorAll(".panel").forEach((section) => {
      const place = panels.indexOf(section.id.replace("panel-", ""));
      section.hidden = place < 0;
      section.dataset.place = place === 0 ? "first" : "second";
    });
    document.querySelectorAll("#chips [data-panel]").forEach((chip) => {
      const { panel: name } = chip.dataset;
      const available = isAvailable(page, name);
      chip.setAttribute("aria-pressed", String(panels.includes(name)));
      chip.setAttribute("aria-disabled", String(!available));
      chip.title = available ? "" : "For data with one feature: a line has one weight and one bias.";
    });
  }

  /** Redraw what is open: all of it when something changed, otherwise at most twice a second; what moves, at once. */
  function draw(whole) {
    const { page } = chalkline;
    if (!page.points || !page.record.history.length || !chalkline.arrival.isHere()) return;
    arrange(page);
    const due = whole || performance.now() - drawnAt > REDRAW_MS;
    // What is put off is not forgotten, when nothing else follows.
    if (!due && later === null && open(page).length) later = setTimeout(() => draw(true), REDRAW_MS);
    if (due) {
      drawnAt = performance.now();
      clearTimeout(later);
      later = null;
    }
    open(page).forEach((name) => {
      if (due) panel(name).draw(page);
      else if (panel(name).tick) panel(name).tick(page);
    });
  }

  function onClick({ target }) {
    const chip = target.closest("#chips [data-panel]");
    const close = target.closest("[data-close]");
    const name = chip ? chip.dataset.panel : close && close.dataset.close;
    if (!name || !chalkline.page.look) return;
    if (chip && chip.getAttribute("aria-disabled") === "true") return chalkline.say(chip.title);
    const isOpen = open(chalkline.page).includes(name);
    chalkline.look.change((look) => flip(look, name, isOpen));
    if (close) document.getElementById(`chip-${name}`).focus();
    else if (!isOpen && STACKED.matches) document.getElementById(`panel-${name}`).scrollIntoView({ block: "start" });
  }

  document.addEventListener("click", onClick);

  chalkline.panels = { draw, open, panel, flip };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
