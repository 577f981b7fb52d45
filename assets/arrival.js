/* Brings plotly.js when all else is there, and as long as it takes: Dash's own loader gives up for good after 30 s. */
(function (chalkline) {
  "use strict";

  const FIRST_WAIT_MS = 1000;
  const LONGEST_WAIT_MS = 16000;

  /** @returns {boolean} whether plotly.js has come */
  function isHere() {
    return Boolean(window.Plotly && window.Plotly.react);
  }

  function address() {
    return JSON.parse(document.getElementById("_dash-config").textContent).plotlyjs_url;
  }

  /** Load it; when the line breaks, again after a while. */
  function load(whenHere, wait) {
    const script = document.createElement("script");
    script.src = address();
    script.async = true;
    script.onload = whenHere;
    script.onerror = () => {
      script.remove();
      setTimeout(() => load(whenHere, Math.min(2 * wait, LONGEST_WAIT_MS)), wait);
    };
    document.head.append(script);
  }

  /** What Dash's loader finds under Plotly's name it waits for, and loads nothing itself. */
  function promise() {
    window.Plotly = new Promise((resolve) => {
      window.addEventListener("load", () => load(resolve, FIRST_WAIT_MS));
    });
  }

  if (!window.Plotly) promise();
  chalkline.arrival = { isHere };
})(((window.dash_clientside ||= {}).chalkline ||= {}));
