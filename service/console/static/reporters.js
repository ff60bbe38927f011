// Small comforts on reporters' pages, which work without them: leaving without a trace in the history, filling in the
// receipt that a QR code brought, printing, and keeping a receipt out of a reload.
"use strict";

(() => {
  const exit = document.querySelector("[data-exit]");
  const leave = () => {
    document.documentElement.hidden = true;
    location.replace(exit.href);
  };
  exit.addEventListener("click", (event) => { event.preventDefault(); leave(); });

  let escaped = 0;
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape") { escaped = 0; return; }
    if (Date.now() - escaped < 1500) leave();
    escaped = Date.now();
  });

  // A reload of a page that answered a form would send it again, and show a receipt to whoever sits here next.
  const calm = document.body.dataset.leave;
  if (calm) history.replaceState(null, "", calm);

  // What stands behind the # never reaches a server; here it goes into the box and out of the address.
  const box = document.querySelector("#receipt");
  if (box && location.hash.length > 1) {
    if (/^#[0-9-]{25,40}$/.test(location.hash)) box.value = location.hash.slice(1);
    history.replaceState(null, "", location.pathname);
  }

  document.documentElement.classList.add("scripted");
  document.querySelector("[data-print]")?.addEventListener("click", () => print());
})();
