// The queue page listens: a word from the server that something changed makes it look again. A sound only for a new
// urgent case, and only for whoever switched it on.
"use strict";

(() => {
  const find = (selector) => document.querySelector(selector);
  const refresh = () => find("#queue") && !document.hidden && htmx.trigger("#queue", "refresh");

  let pause = 0;
  const look = () => {
    clearTimeout(pause);
    pause = setTimeout(refresh, 300); // several changes in a row are one
  };
  const feed = new EventSource("/hang-doi/thay-doi");
  feed.addEventListener("changed", look);
  document.addEventListener("visibilitychange", () => document.hidden || look());
  addEventListener("pagehide", () => feed.close());

  let urgent = Number(find("#queue")?.dataset.urgent ?? 0);
  const title = document.title;
  function ring() {
    if (localStorage.getItem("lachan-sound") !== "on") return;
    const audio = new AudioContext();
    [660, 880].forEach((pitch, at) => {
      const tone = audio.createOscillator();
      const volume = audio.createGain();
      tone.frequency.value = pitch;
      volume.gain.setValueAtTime(0.12, audio.currentTime + at * 0.22);
      volume.gain.exponentialRampToValueAtTime(0.001, audio.currentTime + at * 0.22 + 0.2);
      tone.connect(volume).connect(audio.destination);
      tone.start(audio.currentTime + at * 0.22);
      tone.stop(audio.currentTime + at * 0.22 + 0.2);
    });
  }
  document.addEventListener("htmx:afterSwap", () => {
    const now = Number(find("#queue")?.dataset.urgent ?? 0);
    if (now > urgent) ring();
    urgent = now;
    document.title = urgent ? `(${urgent}) ${title}` : title;
  });
})();
