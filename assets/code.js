/* Code and files: the exact script of this run, and everything that can be taken along. */
(function (chalkline) {
  "use strict";

  const VERSION = 1;
  const REFRESH_MS = 2000;
  const WALL = { width: 1920, height: 1080 };
  const WALL_SPARE = 24;
  const MOST_DOTS = 25;
  const FIGURES = { fit: "Fit", loss: "Loss", map: "Map", residuals: "Residuals" };
  const TYPES = { csv: "text/csv", py: "text/x-python", ipynb: "application/x-ipynb+json" };
  let asked = { at: -Infinity, record: "" };

  /** What the server makes a script of: the start, every change made on the way, and how far the run is. */
  function recordOf({ record }) {
    const { start, segments, checkpoint } = record;
    const batch = checkpoint.epoch === record.epoch ? checkpoint.batch : 0;
    return { version: VERSION, start, segments, epoch: record.epoch, batch };
  }

  /** @param {string} kind "script" or "notebook" @returns {Promise<string>} its text; rejects with a sentence */
  async function fetchText(kind, record) {
    let response;
    try {
      response = await fetch(`/${kind}`, { method: "POST", headers: { "content-type": "application/json" }, body: record });
    } catch {
      throw new Error("The server cannot be reached just now; try again in a moment.");
    }
    const text = await response.text();
    if (!response.ok) throw new Error(response.status < 500 ? sentenceOf(text) : "The server could not write it just now; try again.");
    return text;
  }

  /** A refusal is a sentence, bare or as the notice of a JSON object. */
  function sentenceOf(text) {
    try {
      return JSON.parse(text).notice || text;
    } catch {
      return text;
    }
  }

  /** Ask for the script when the run has changed, at most every two seconds. */
  async function draw(page) {
    writePictures(page);
    if (!hasRun(page)) return;
    const record = JSON.stringify(recordOf(page));
    const now = performance.now();
    if (record === asked.record) return;
    if (chalkline.isPlaying() && now - asked.at < REFRESH_MS) {
      asked.later ||= setTimeout(() => draw(page), REFRESH_MS);
      return;
    }
    clearTimeout(asked.later);
    asked = { at: now, record };
    say("The script of this run is being written…");
    try {
      const script = await fetchText("script", record);
      if (asked.record !== record) return; // a newer one is on its way
      chalkline.readouts.setText("script", script);
      say("It gives the numbers of this run, epoch by epoch.");
    } catch (error) {
      if (asked.record !== record) return;
      asked.record = "";
      say(error.message);
    }
  }

  /** Between a Reset and its answer there is no run to tell of. */
  function hasRun({ record }) {
    return Boolean(record.checkpoint && record.segments.length);
  }

  function say(words) {
    chalkline.readouts.setText("code-words", words);
  }

  /* ---- tables ---- */

  /** One row an epoch, with the settings that it was trained under. @param {object} page @returns {string} CSV */
  function historyTable({ record, points }) {
    const several = points.inputs.length > 1;
    const weights = several ? points.inputs.map(({ name }) => `weight_${name}`) : ["weight"];
    const head = ["epoch", ...weights, "bias", "loss", "learning_rate", "optimizer", "batch_size", "noise", "n"];
    const { history } = record;
    const rows = Array.from({ length: history.length }, (_, row) => {
      const epoch = history.epoch(row);
      const { training, data } = record.segmentAt(Math.max(0, epoch - 1));
      const { learning_rate: rate, ...optimizer } = training.optimizer;
      const settings = [rate, chalkline.settings.nameOf(optimizer), training.batch_size ?? "all", data.noise ?? "", data.n ?? points.targets.length];
      return [epoch, ...history.weight(row), history.bias(row), history.loss(row), ...settings];
    });
    return table([head, ...rows]);
  }

  /** @param {object} points @returns {string} CSV of the points, units in the head */
  function dataTable({ inputs, output, features, targets, labels }) {
    const titles = [...inputs, output].map(({ name, unit }) => (unit ? `${name} (${unit})` : name));
    const head = labels.length ? ["name", ...titles] : titles;
    return table([head, ...features.map((row, i) => [...(labels.length ? [labels[i]] : []), ...row, targets[i]])]);
  }

  function table(rows) {
    const quoted = (value) => (/[",\n]/.test(String(value)) ? `"${String(value).replace(/"/g, '""')}"` : String(value));
    return `${rows.map((row) => row.map(quoted).join(",")).join("\n")}\n`;
  }

  /* ---- pictures ---- */

  function writePictures({ points }) {
    const several = points.inputs.length > 1;
    const names = Object.keys(FIGURES).filter((name) => !several || name === "fit" || name === "loss");
    const place = document.getElementById("picture-buttons");
    if (place.dataset.names === names.join()) return;
    place.dataset.names = names.join();
    place.replaceChildren(...names.map(pictureButtons));
  }

  function pictureButtons(name) {
    const group = document.createElement("span");
    group.className = "picture";
    group.append(`${FIGURES[name]} `);
    ["png", "svg"].forEach((format) => {
      const button = Object.assign(document.createElement("button"), { className: "inline", textContent: format.toUpperCase() });
      Object.assign(button.dataset, { picture: name, format });
      button.setAttribute("aria-label", `${FIGURES[name]} as ${format.toUpperCase()}`);
      group.append(button, " ");
    });
    return group;
  }

  /** A figure as it is now, at the size of a wall. @param {object} page @param {string} name */
  function wallFigure(page, name) {
    const makers = {
      fit: () => chalkline.picture().fitFigure(),
      loss: () => chalkline.picture().lossFigure(),
      map: () => chalkline.panels.panel("map").figure(page, { width: 1600, height: 900 }),
      residuals: () => chalkline.panels.panel("residuals").figure(page),
    };
    const figure = makers[name]();
    figure.data = figure.data.filter((trace) => trace.name !== "Epoch shown" && trace.name !== "Pressed");
    const traces = chalkline.byName(figure);
    // What the page does to single elements must stand in the traces here.
    if (traces["Earlier epochs"]) traces["Earlier epochs"].opacity = 0.4;
    if (name === "map") markEpochs(traces.Epochs, page.record.history);
    chalkline.paper.enlarge(figure, WALL.width);
    Object.assign(figure.layout, WALL, { autosize: false, paper_bgcolor: chalkline.colour("page") });
    figure.layout.font.size *= chalkline.paper.PROJECTOR_SCALE;
    Object.keys(figure.layout.margin).forEach((side) => (figure.layout.margin[side] += WALL_SPARE));
    figure.data.forEach(({ textfont }) => textfont && (textfont.size *= chalkline.paper.PROJECTOR_SCALE));
    chalkline.drawStill(figure, traces, page);
    // Dots are dashes of no length with round ends, which only the page can give them.
    figure.data.forEach(({ line }) => line && /^0(px)?,/.test(line.dash) && (line.dash = `${line.width}px,${1.2 * line.width}px`));
    return figure;
  }

  /** A dot for each of the first epochs, which are those that can be told apart. */
  function markEpochs(trace, history) {
    const rows = Array.from({ length: Math.min(MOST_DOTS, history.length) }, (_, row) => row);
    Object.assign(trace, { mode: "markers", x: rows.map((row) => history.weight(row)[0]), y: rows.map((row) => history.bias(row)) });
    trace.marker = { color: trace.line.color, size: trace.line.width };
  }

  async function picture(name, format) {
    const { page } = chalkline;
    const { data, layout } = wallFigure(page, name);
    say("Drawing the picture…");
    const place = document.createElement("div");
    try {
      await window.Plotly.newPlot(place, data, layout, { staticPlot: true });
      await window.Plotly.downloadImage(place, { ...WALL, format, filename: fileName(page, name) });
      say(`Saved ${fileName(page, name)}.${format}.`);
    } catch {
      say("The picture could not be drawn in this browser.");
    } finally {
      window.Plotly.purge(place);
    }
  }

  /* ---- taking along ---- */

  function fileName({ record, shownData }, what) {
    return `chalkline-${shownData.kind}-epoch-${record.epoch}-${what}`;
  }

  function save(text, what, extension) {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text], { type: TYPES[extension] }));
    link.download = `${fileName(chalkline.page, what)}.${extension}`;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href), 10000);
    say(`Saved ${link.download}.`);
  }

  async function saveFrom(kind, extension) {
    try {
      save(await fetchText(kind, JSON.stringify(recordOf(chalkline.page))), "run", extension);
    } catch (error) {
      say(error.message);
    }
  }

  /** The clipboard is not there on plain http: then the text is selected, and a key copies it. */
  async function copy() {
    try {
      await navigator.clipboard.writeText(document.getElementById("script").textContent);
      say("Copied.");
    } catch {
      window.getSelection().selectAllChildren(document.getElementById("script"));
      say(document.execCommand("copy") ? "Copied." : "Selected: copy it with Ctrl+C.");
    }
  }

  const BUTTONS = {
    "copy-script": copy,
    "download-script": () => saveFrom("script", "py"),
    "download-notebook": () => saveFrom("notebook", "ipynb"),
    "download-history": () => save(historyTable(chalkline.page), "history", "csv"),
    "download-data": () => save(dataTable(chalkline.page.points), "data", "csv"),
  };

  function onClick({ target }) {
    const button = target.closest("#panel-code button");
    if (!button || !chalkline.page.points || !hasRun(chalkline.page)) return;
    if (button.id in BUTTONS) BUTTONS[button.id]();
    else if (button.dataset.picture) picture(button.dataset.picture, button.dataset.format);
  }

  document.addEventListener("click", onClick);

  chalkline.code = { draw, historyTable, dataTable, recordOf };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
