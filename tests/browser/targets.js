/* What a finger misses: controls of which less than 44 px either way are met about their middle. */

() => {
  const FINGER = 43; // of 44, counted in whole pixels
  const CONTROLS = "button, input, select, summary, label:has(input)";
  const layer = [...document.querySelectorAll(".about:not([hidden]), .take-menu")].filter((it) => it.checkVisibility()).pop() ?? document;
  const isSeen = (it) => it.checkVisibility({ visibilityProperty: true }) && !it.closest("[inert], .js-plotly-plot") && !it.matches(":disabled");

  function met(control) {
    const target = control.matches(".btn-check, .visually-hidden") ? control.labels[0] : control;
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, top, width, height } = target.getBoundingClientRect();
    const [x, y] = [left + width / 2, top + height / 2];
    const family = [target, ...(control.labels ?? []), control.control].filter(Boolean);
    const isMine = (dx, dy) => family.some((it) => it.contains(document.elementFromPoint(x + dx, y + dy)));
    const reach = (dx, dy) => {
      let far = 0;
      while (far < FINGER && isMine(dx * (far + 1), dy * (far + 1))) far += 1;
      return far;
    };
    return [reach(-1, 0) + reach(1, 0) + 1, reach(0, -1) + reach(0, 1) + 1];
  }

  const found = [...layer.querySelectorAll(CONTROLS)].filter(isSeen).map((control) => {
    const [width, height] = met(control);
    const name = `${control.closest("[id]").id} ${control.className} ${(control.ariaLabel ?? control.textContent).trim().slice(0, 20)}`;
    return Math.min(width, height) < FINGER ? `${name}: ${width} x ${height}` : "";
  });
  scrollTo({ top: 0, behavior: "instant" });
  return found.filter(Boolean);
}
