// Draws each canvas from its own data attributes, in the page's colours; the table beside it holds the same numbers.
"use strict";

(() => {
  const styles = () => getComputedStyle(document.documentElement);
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const charts = new Map();

  const longest = 18; // characters on one line of a label

  function lines(label) {
    return label.split(" ").reduce((all, word) => {
      const last = all[all.length - 1];
      if (last !== undefined && `${last} ${word}`.length <= longest) all[all.length - 1] = `${last} ${word}`;
      else all.push(word);
      return all;
    }, []);
  }

  function draw(canvas) {
    const read = (name) => JSON.parse(canvas.dataset[name]);
    const colour = (name) => styles().getPropertyValue(name).trim();
    charts.get(canvas)?.destroy();
    Chart.defaults.font.family = styles().getPropertyValue("--pico-font-family-sans-serif");
    Chart.defaults.font.size = 13;
    const wanted = read("values");
    charts.set(canvas, new Chart(canvas, {
      type: "bar",
      data: {
        labels: read("labels").map(lines),
        datasets: [{ data: wanted, backgroundColor: read("colours").map(colour), borderRadius: 6, maxBarThickness: 26 }],
      },
      options: {
        animation: false,
        indexAxis: "y",
        maintainAspectRatio: false,
        plugins: { legend: { display: false } },
        scales: {
          y: { grid: { display: false }, ticks: { color: colour("--ink-soft") }, border: { color: colour("--line") } },
          x: {
            beginAtZero: true,
            suggestedMax: Math.max(4, ...wanted),
            grid: { color: colour("--line") },
            ticks: { precision: 0, color: colour("--ink-soft") },
            border: { display: false },
          },
        },
      },
    }));
  }

  const drawAll = () => document.querySelectorAll("canvas[data-values]").forEach(draw);
  drawAll();
  dark.addEventListener("change", drawAll);
})();
