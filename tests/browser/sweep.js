/* What cannot be used on a screen of this size: what scrolls sideways, is covered, or is not seen together. With overflow.js, which reads the texts. */

async (overflow) => {
  const CONTROLS = "button, input, select, summary, a[href], [tabindex='0']";
  const found = new Set(overflow);
  const root = document.documentElement;

  function nameOf(element) {
    const place = element.closest("[id]");
    const rest = element.className.baseVal ?? element.className;
    return place === element ? `#${element.id}` : `#${place.id} ${element.tagName.toLowerCase()}${rest ? `.${String(rest).replaceAll(" ", ".")}` : ""}`;
  }

  function isShown(element) {
    return element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]");
  }

  /** Whether a press on the middle of what is seen of it would be its, unless it is for keys alone. */
  function isReached(element) {
    if (getComputedStyle(element).pointerEvents === "none") return "";
    const target = element.matches(".btn-check, .visually-hidden") ? element.labels[0] : element;
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, right, top, bottom } = target.getBoundingClientRect();
    const at = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
    const hit = at && (target.contains(at) || [...(element.labels ?? [])].some((label) => label.contains(at)));
    return hit ? "" : `covered: ${nameOf(element)} by ${at ? nameOf(at) : "the edge of the screen"}`;
  }

  function sideways() {
    const past = [...document.querySelectorAll("#page *")].filter((it) => isShown(it) && it.getBoundingClientRect().right > root.clientWidth + 1);
    return past.length ? `, the first past the edge is ${nameOf(past[0])}` : "";
  }

  if (root.scrollWidth > root.clientWidth) found.add(`scrolls sideways by ${root.scrollWidth - root.clientWidth} px${sideways()}`);

  const layer = document.querySelector(".about:not([hidden])") ?? document;
  [...layer.querySelectorAll(CONTROLS)].filter(isShown).forEach((control) => found.add(isReached(control)));

  /** Rate, chart and epoch, wherever there are 360 × 360 px for them: scrolled to the first of them, all three are in view. */
  function together() {
    const parts = ["learning-rate", "fit-figure", "epoch"].map((id) => document.getElementById(id));
    const tops = parts.map((part) => part.getBoundingClientRect().top);
    scrollBy({ top: Math.min(...tops), behavior: "instant" });
    const bars = [...document.querySelectorAll(".buttons")].filter((it) => getComputedStyle(it).position === "fixed" && isShown(it));
    const end = Math.min(innerHeight, ...bars.map((bar) => bar.getBoundingClientRect().top));
    parts.forEach((part) => {
      const { top, bottom } = part.getBoundingClientRect();
      if (top < -1 || bottom > end + 1) found.add(`not seen together: #${part.id} ends ${Math.round(bottom - end)} px below what is seen`);
    });
  }

  const isRoomThere = innerWidth >= 360 && innerHeight >= 360 && layer === document && document.getElementById("diverged").hidden && document.documentElement.dataset.view === "desk";
  document.querySelectorAll(".settings, .margin").forEach((it) => it.scrollTo(0, 0));
  scrollTo({ top: 0, behavior: "instant" });
  if (isRoomThere) together();

  /** What stays while the page scrolls goes under what comes from below, and is not seen through it. */
  function under() {
    const margin = document.querySelector(".margin");
    if (getComputedStyle(margin).position !== "sticky" || layer !== document) return;
    scrollTo({ top: root.scrollHeight, behavior: "instant" });
    const { left, right, top, bottom } = margin.getBoundingClientRect();
    [...document.querySelectorAll(".foot, .panel:not([hidden])")].filter(isShown).forEach((it) => {
      const box = it.getBoundingClientRect();
      const [x, y] = [Math.max(left, box.left) + 2, Math.max(top, box.top, 0) + 2];
      if (x > Math.min(right, box.right) || y > Math.min(bottom, box.bottom, innerHeight)) return;
      if (!it.contains(document.elementFromPoint(x, y)) || getComputedStyle(it).backgroundColor === "rgba(0, 0, 0, 0)") found.add(`over each other: .margin and ${nameOf(it)}`);
    });
    scrollTo({ top: 0, behavior: "instant" });
  }
  under();

  /** Texts of a figure: on the screen, and none on another. */
  document.querySelectorAll(".js-plotly-plot").forEach((figure) => {
    if (!isShown(figure) || !figure.clientWidth) return;
    const texts = [...figure.querySelectorAll("svg text")].filter((text) => text.textContent.trim() && isShown(text)).map((text) => ({ text, box: text.getBoundingClientRect() }));
    const name = figure.closest("[id]").id;
    if (name === "fit-figure" && figure.clientHeight < 90) found.add(`squeezed: ${name}, ${figure.clientHeight} px high`);
    texts.forEach(({ text, box }, i) => {
      if (box.left < -1 || box.right > root.clientWidth + 1) found.add(`outside: "${text.textContent}" of ${name}`);
      texts.slice(i + 1).forEach(({ text: other, box: its }) => {
        const width = Math.min(box.right, its.right) - Math.max(box.left, its.left);
        const height = Math.min(box.bottom, its.bottom) - Math.max(box.top, its.top);
        if (width > 1 && height > 0.3 * Math.min(box.height, its.height)) found.add(`on each other: "${text.textContent}" and "${other.textContent}" of ${name}`);
      });
    });
  });
  scrollTo({ top: 0, behavior: "instant" });
  found.delete("");
  return [...found];
}
