/* Words and numbers can be asked what they are; what answers comes when somebody asks. */

/** @param {import("../run/store.js").Store} store */
export function listenToQuestions(store) {
  /** @type {import("./explain.js").Questions|undefined} */
  let questions;
  const bring = async () => {
    const { Questions } = await import("./explain.js");
    return (questions ??= new Questions(store));
  };
  const fail = (/** @type {unknown} */ error) => console.warn(error);
  document.addEventListener("click", (press) => {
    if (questions) questions.ask(press);
    else bring().then((it) => it.ask(press), fail);
  });
  document.addEventListener("pointerover", () => bring().catch(fail), { once: true });
}
