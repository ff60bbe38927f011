// The case page keeps what is typed: a draft goes to the server some seconds after the last key, and by the time the
// page is left. Without scripts nothing is lost either, as every refused form comes back with its words.
"use strict";

(() => {
  const form = document.querySelector("#decision");
  if (!form) return;
  const address = `${location.pathname}/nhap`;
  const told = document.querySelector("#draft-saved");
  let kept = new URLSearchParams(new FormData(form)).toString();
  let pause = 0;
  let sent = false;

  function save() {
    clearTimeout(pause);
    if (sent) return;
    const typed = new URLSearchParams(new FormData(form));
    if (typed.toString() === kept) return;
    kept = typed.toString();
    fetch(address, { method: "POST", body: typed, keepalive: true, headers: { "HX-Request": "true" } })
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer)))
      .then((words) => { told.textContent = words; })
      .catch(() => { kept = ""; }); // tried again with the next key
  }
  form.addEventListener("input", () => {
    clearTimeout(pause);
    pause = setTimeout(save, 1500);
  });
  form.addEventListener("submit", () => { sent = true; });
  document.addEventListener("visibilitychange", () => document.hidden && save());
  addEventListener("pagehide", save);
})();

// A ready-made phrase goes to where the cursor stands, without asking the server.
document.querySelector("#letter [name=insert]")?.addEventListener("click", (event) => {
  event.preventDefault();
  const words = document.querySelector("#phrase").selectedOptions[0]?.dataset.words;
  const text = document.querySelector("#letter-text");
  if (!words) return;
  const before = text.value.slice(0, text.selectionStart).trimEnd();
  const after = text.value.slice(text.selectionEnd).trimStart();
  text.value = [before, words, after].filter(Boolean).join("\n\n");
  text.focus();
});
