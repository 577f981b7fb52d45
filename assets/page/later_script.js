/* A script of somebody else's that comes later than the page, and as long as it takes: when the line breaks, it is asked for again. */

const FIRST_WAIT_MS = 1000;
const LONGEST_WAIT_MS = 16000;
const UNSEEN_MS = 1000; // a tab in the background draws no frames

/** @param {string} address @param {() => void} whenHere @param {number} [wait] after which to ask again */
export function loadScript(address, whenHere, wait = FIRST_WAIT_MS) {
  const script = document.createElement("script");
  script.src = address;
  script.async = true;
  script.onload = whenHere;
  script.onerror = () => {
    script.remove();
    setTimeout(() => loadScript(address, whenHere, Math.min(2 * wait, LONGEST_WAIT_MS)), wait);
  };
  document.head.append(script);
}

/** @returns {Promise<void>} when what has been drawn is seen, or nothing of the page is */
export function isSeen() {
  return new Promise((resolve) => {
    requestAnimationFrame(() => setTimeout(resolve));
    setTimeout(resolve, UNSEEN_MS);
  });
}
