/* Every card of every lesson, one after another: which controls it covers, which of its own are covered, and whether it is read whole. */

async (names) => {
  const CONTROLS = "button, input, select, summary, a[href], [tabindex='0']";
  const found = [];
  let count = 0;
  const card = () => document.getElementById("card");
  const frames = () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn)));

  async function until(isThere, what) {
    for (const end = performance.now() + 15000; !isThere(); await frames()) if (performance.now() > end) throw new Error(what);
  }

  function isShown(element) {
    return element.checkVisibility({ visibilityProperty: true }) && !element.closest("[inert]") && getComputedStyle(element).pointerEvents !== "none";
  }

  /** Scrolled to where one would press it. */
  function hit(control) {
    const target = control.matches(".btn-check, .visually-hidden") ? control.labels[0] : control;
    target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
    const { left, right, top, bottom } = target.getBoundingClientRect();
    const at = document.elementFromPoint((left + right) / 2, (Math.max(top, 0) + Math.min(bottom, innerHeight)) / 2);
    const isMine = at && (target.contains(at) || [...(control.labels ?? [])].some((label) => label.contains(at)));
    return isMine ? null : (at ?? document.documentElement);
  }

  /** What stands where follows from these; a card that stands like one before is not looked at again. */
  function standing() {
    const { open, wall, more, several } = document.getElementById("page").dataset;
    const controls = [...card().querySelectorAll(CONTROLS)].map((control) => control.id || control.className);
    return [card().offsetHeight, open, wall, more, several, controls, document.querySelectorAll("[data-hidden]").length].join();
  }

  const looked = new Set();

  function look(name) {
    count += 1;
    const body = document.getElementById("card-body");
    if (body.scrollHeight > body.clientHeight + 1) found.push(`${name}: scrolls by ${body.scrollHeight - body.clientHeight}`);
    const how = standing();
    if (looked.has(how)) return;
    looked.add(how);
    for (const control of [...document.querySelectorAll(CONTROLS)].filter(isShown)) {
      const over = hit(control);
      const isOfCard = over && (card().contains(over) !== card().contains(control) || card().contains(control));
      if (isOfCard) found.push(`${name}: ${control.id || control.className || control.tagName} under ${over.id || over.className || over.tagName}`);
    }
    scrollTo({ top: 0, behavior: "instant" });
  }

  for (const name of names) {
    document.getElementById("lessons").click();
    await until(() => document.querySelector(`[data-lesson="${name}"]`), `${name} in the list`);
    document.querySelector(`[data-lesson="${name}"]`).click();
    for (let i = 0, isLast = false; !isLast; i += 1) {
      await until(() => card().dataset.of === `${name} ${i}` && !card().hidden, `card ${i} of ${name}`);
      await frames();
      look(`${name}, card ${i + 1}`);
      const next = document.getElementById("card-next");
      isLast = next.getAttribute("aria-disabled") === "true";
      if (!isLast) next.click();
    }
    document.getElementById("card-leave").click();
    await until(() => card().hidden, `${name} is left`);
  }
  return { count, found };
}
