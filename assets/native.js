/* Controls as the browser's own elements: what they are before Dash draws them, which is later than the first picture (docs/why/files.md). */

/** @typedef {{value: any, label: string, disabled?: boolean}} Option */

/** Set a range input so that neither React nor we mistake it for the old value. @param {HTMLInputElement} input @param {number|string} value */
export function setNative(input, value) {
  Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, String(value));
}

/** @param {string} id of a control @returns {any} its value, as Dash would have it */
export function nativeValue(id) {
  const control = document.getElementById(id);
  if (control instanceof HTMLSelectElement) return control.value;
  if (!(control instanceof HTMLInputElement)) return Number(chosen(control)?.value);
  if (control.type === "checkbox") return control.checked;
  return control.type === "range" ? Number(control.value) : control.value;
}

/** @param {HTMLElement|null} group of radio buttons @returns {HTMLInputElement|null} */
function chosen(group) {
  return group?.querySelector(":checked") ?? null;
}

/** @param {string} id of a control @param {Record<string, any>} properties as Dash would get them */
export function setNativeProperties(id, { options, value, ...others }) {
  const control = document.getElementById(id);
  if (!control) return;
  if (control instanceof HTMLInputElement) Object.assign(control, others);
  if (control instanceof HTMLSelectElement && options) replaceOptions(control, options);
  if (value !== undefined) write(control, value);
}

/** @param {HTMLSelectElement} select @param {Option[]} options */
function replaceOptions(select, options) {
  const { value } = select;
  const [none] = select.options; // that none is chosen
  select.replaceChildren(none, ...options.map(({ label, value: of, disabled = false }) => Object.assign(new Option(label, of), { disabled })));
  select.value = value;
}

/** @param {HTMLElement} control @param {any} value */
function write(control, value) {
  if (control instanceof HTMLSelectElement) control.value = value;
  else if (!(control instanceof HTMLInputElement)) control.querySelectorAll("input").forEach((radio) => (radio.checked = radio.value === String(value)));
  else if (control.type === "checkbox") control.checked = value;
  else setNative(control, value);
}
