/* Share: the state as a link, as a QR code and as a file, and what of the page is hidden. */

import { changesOf, linkOf } from "../run/link.js";
import { ownOf } from "../run/link_points.js";
import { canPack, packed } from "../run/packed.js";
import { posted, request } from "../run/request.js";
import { text } from "../text/texts.js";
import { answerSwitch } from "./answer.js";
import { closeDialog, madeDialog, openDialog } from "./dialog.js";
import { element, made, setText } from "./element.js";
import { copied } from "./give.js";
import { LANGUAGES } from "./open_link.js";
import { openFile, saveFile } from "./share_file.js";
import { hidingSwitches, levelSwitches } from "./share_hidden.js";

/** @typedef {import("../run/store.js").Store} Store */
/** @typedef {import("../run/types.js").State} State */

const ID = "share-view";
const IDS = { title: "share-title", words: "share-words", code: "qr", link: "link", copy: "copy-link", save: "save-run", open: "open-run", frame: "share-embed" };
const MOST_LETTERS = 1800; // mail and chats cut at 2,000 to 4,000
const RENEWED_MS = 500;
const FOLLOWED = ["controls", "seeds", "view", "phase", "goal"];

/** The view, in the page while it is open. */
export class Share {
  /** @param {Store} store */
  constructor(store) {
    this.store = store;
    this.query = "";
    this.isForFrame = false;
    /** @type {ReturnType<typeof setTimeout>|undefined} */
    this.later = undefined;
    this.place = made("section", "", { id: ID, className: "about" });
    store.subscribe((state, before) => this.follow(state, before));
  }

  /** Open it, or close it where it is open. */
  flip() {
    if (this.place.isConnected) return this.close();
    this.place = this.made();
    openDialog(this.place, "share");
    this.renew();
    /** @type {HTMLElement} */ (this.place.querySelector(".close")).focus();
  }

  close() {
    closeDialog(this.place, "share");
  }

  /** @returns {HTMLElement} */
  made() {
    const place = madeDialog(ID, IDS.title, "share.close.label", () => this.close());
    const rows = [this.linkRow(), made("p", "", { id: IDS.words }), this.fileRow(), answerSwitch(this.store, "share-switch"), this.frameRow(), hidingSwitches(this.store)];
    place.append(made("h2", text("share.heading"), { id: IDS.title }), made("p", text("share.what")), made("img", "", { id: IDS.code, hidden: /** @type {any} */ (true) }), ...rows);
    place.querySelector("#share-words")?.setAttribute("role", "status");
    return place;
  }

  /** @returns {HTMLElement} the address, and what copies it */
  linkRow() {
    const row = made("div", "", { className: "share-row" });
    const label = made("label", text("link"), { className: "visually-hidden" });
    const field = /** @type {HTMLTextAreaElement} */ (made("textarea", "", { id: IDS.link }));
    Object.assign(field, { readOnly: true, spellcheck: false, rows: 3 });
    label.setAttribute("for", "link");
    field.addEventListener("focus", () => field.select());
    const button = made("button", text("copy-link"), { id: IDS.copy, className: "inline" });
    button.addEventListener("click", async () => say((await copied(field.value, field)) ? "copied" : "selected"));
    row.append(label, field, button);
    return row;
  }

  /** @returns {HTMLElement} */
  fileRow() {
    const row = made("div", "", { className: "share-row" });
    const button = made("button", text("save-run"), { id: IDS.save, className: "inline" });
    button.addEventListener("click", () => setText("share-words", saveFile(this.store.state, this.query)));
    const label = made("label", text("open-run"), { className: "inline" });
    const field = /** @type {HTMLInputElement} */ (made("input", "", { id: IDS.open, className: "visually-hidden" }));
    Object.assign(field, { type: "file", accept: ".json,application/json" });
    field.addEventListener("change", async () => {
      const [file] = field.files ?? [];
      if (file && (await openFile(this.store, file))) this.close();
      else if (file) say("no-run");
      field.value = "";
    });
    label.append(field);
    row.append(button, label);
    return row;
  }

  /** @returns {HTMLElement} */
  frameRow() {
    const label = made("label", "", { className: "share-switch" });
    const box = /** @type {HTMLInputElement} */ (made("input", "", { id: IDS.frame }));
    box.type = "checkbox";
    box.addEventListener("change", () => {
      this.isForFrame = box.checked;
      this.renew();
    });
    label.append(box, made("span", text("share.embed")));
    return label;
  }

  /** @param {State} state @param {State} before */
  follow(state, before) {
    if (!this.place.isConnected) return;
    levelSwitches(state);
    const isStill = state.phase !== "playing" && state.record !== before.record;
    if (!isStill && FOLLOWED.every((name) => state[/** @type {keyof State} */ (name)] === before[/** @type {keyof State} */ (name)])) return;
    clearTimeout(this.later);
    this.later = setTimeout(() => this.renew(), RENEWED_MS);
  }

  /** Write the link of now, and its code. */
  async renew() {
    const { state } = this.store;
    const framed = this.isForFrame ? { ...state, view: { ...state.view, embed: true } } : state;
    const [stages, own] = [changesOf(framed), ownOf(framed)];
    if ((stages.length || own) && !canPack()) return say("cannot-pack");
    this.query = linkOf(framed, await packed(stages, own), LANGUAGES[0]);
    const address = `${location.origin}${location.pathname}?${this.query}`;
    const isLong = address.length > MOST_LETTERS;
    if (!this.place.isConnected) return;
    /** @type {HTMLTextAreaElement} */ (element("link")).value = isLong ? "" : address;
    /** @type {HTMLTextAreaElement} */ (element("link")).placeholder = isLong ? text("share.long") : "";
    element("copy-link").toggleAttribute("disabled", isLong);
    await this.showCode(isLong ? "" : address);
  }

  /** @param {string} address "" for none */
  async showCode(address) {
    const picture = /** @type {HTMLImageElement} */ (element("qr"));
    const svg = address ? await fetchCode(address) : "";
    picture.hidden = !svg;
    picture.alt = svg ? text("share.qr") : "";
    if (svg) picture.src = `data:image/svg+xml,${encodeURIComponent(svg)}`;
  }
}

/** @param {string} address @returns {Promise<string>} its QR code as SVG, "" where the server has none to give */
async function fetchCode(address) {
  try {
    return await request("/qr", (response) => (response.ok ? response.text() : ""), posted(JSON.stringify(address)));
  } catch {
    return "";
  }
}

/** @param {string} what */
function say(what) {
  setText("share-words", text(`share.${what}`));
}
