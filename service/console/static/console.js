// Small comforts on pages that work without them: single-letter keys, the lease's heartbeat, a queue that holds still
// under the pointer, and a word when the network is gone.
"use strict";

(() => {
  const remembered = "lachan-single-keys";
  const find = (selector) => document.querySelector(selector);
  const keysWanted = () => localStorage.getItem(remembered) !== "off";

  function typing(target) {
    return target.isContentEditable || (target.matches("input, textarea, select") && !target.matches("[type=radio], [type=checkbox]"));
  }

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.altKey || event.metaKey || event.repeat || typing(event.target) || !keysWanted()) return;
    if (find("dialog[open]")) return;
    if (event.key === "?") return find("#keys")?.showModal();
    const key = event.key.toLowerCase();
    const wanted = /^[a-z1-9]$/.test(key) && find(`[data-key="${key}"]`);
    if (!wanted || wanted.disabled) return;
    event.preventDefault();
    if (wanted.matches("button, a, [type=radio]")) wanted.click();
    if (wanted.matches("button, a")) return;
    if (wanted.matches("summary")) {
      wanted.parentElement.open = true;
      return wanted.parentElement.querySelector("input, select, textarea")?.focus();
    }
    wanted.scrollIntoView();
    wanted.focus({ preventScroll: true });
  });

  document.addEventListener("click", (event) => {
    const opener = event.target.closest("[data-opens]");
    if (opener) document.getElementById(opener.dataset.opens).showModal();
    if (event.target.closest("#show-changes")) htmx.ajax("GET", "/hang-doi", { target: "#queue", swap: "outerHTML" });
  });

  const soundSwitch = find("#sound-on");
  if (soundSwitch) {
    soundSwitch.checked = localStorage.getItem("lachan-sound") === "on";
    soundSwitch.addEventListener("change", () => localStorage.setItem("lachan-sound", soundSwitch.checked ? "on" : "off"));
  }

  const keysSwitch = find("#keys-on");
  if (keysSwitch) {
    keysSwitch.checked = keysWanted();
    keysSwitch.addEventListener("change", () => localStorage.setItem(remembered, keysSwitch.checked ? "on" : "off"));
  }

  // Nothing is asked of the server on behalf of somebody who has left: a forgotten tab must neither hold a case nor
  // keep its person signed in.
  const minute = 60_000;
  let lastSeen = Date.now();
  const away = () => Date.now() - lastSeen;
  for (const kind of ["keydown", "pointerdown", "pointermove", "scroll"]) {
    document.addEventListener(kind, () => { lastSeen = Date.now(); }, { passive: true, capture: true });
  }
  setInterval(() => find("#lease[hx-post]") && away() < minute && htmx.trigger("#lease", "alive"), minute);
  setInterval(() => {
    if (!find("#queue") || document.hidden) return;
    if (away() < 25 * minute) htmx.trigger("#queue", "refresh");
    else if (away() > 31 * minute) location.reload(); // signed out by now: show the log-in, not an old queue
  }, minute / 3);

  // Rows never move under the pointer: a new order waits until it is asked for or the pointer has left.
  document.addEventListener("htmx:beforeSwap", (event) => {
    const queue = event.detail.target;
    if (queue?.id !== "queue" || event.detail.requestConfig.triggeringEvent?.type === "click") return;
    if (!queue.querySelector(".rows:hover") || event.detail.serverResponse.includes(`data-order="${queue.dataset.order}"`)) return;
    event.detail.shouldSwap = false;
    queue.querySelector(".changed").hidden = false;
  });
  document.addEventListener("htmx:afterSwap", () => {
    const next = find("#take-next");
    const queue = find("#queue");
    if (next && queue) next.disabled = queue.dataset.free === "0";
  });

  // A decision can be taken back for some seconds; then the strip would promise too much.
  const undo = find(".undo");
  if (undo) {
    const whole = Number(undo.dataset.seconds) * 1000;
    const began = performance.now();
    const tick = setInterval(() => {
      const left = 1 - (performance.now() - began) / whole;
      undo.querySelector("progress").value = Math.max(0, left * 100);
      if (left > 0) return;
      clearInterval(tick);
      if (undo.contains(document.activeElement)) find("#content").focus();
      undo.classList.add("over");
    }, 100);
  }

  const trouble = (shown) => {
    const notice = find("#trouble");
    if (notice) notice.hidden = !shown;
  };
  document.addEventListener("htmx:sendError", () => trouble(true));
  document.addEventListener("htmx:responseError", (event) => {
    if (event.detail.xhr.status !== 401) return trouble(true);
    // Signed out over a pause: an old page must not stay open, unless somebody typed something into it.
    if (find("#note")?.value || find("#reason")?.value) find("#signed-out").hidden = false;
    else location.assign("/dang-nhap");
  });
  document.addEventListener("htmx:afterRequest", (event) => event.detail.successful && trouble(false));
})();
