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
    const series = read("series");
    const upright = read("upright");
    const [along, across] = upright ? ["x", "y"] : ["y", "x"];
    const sums = read("labels").map((_, at) => series.reduce((sum, one) => sum + one.values[at], 0));
    charts.set(canvas, new Chart(canvas, {
      type: "bar",
      data: {
        labels: read("labels").map(lines),
        datasets: series.map((one) => ({ label: one.name, data: one.values, backgroundColor: colour(one.colour), borderRadius: series.length > 1 ? 2 : 6, maxBarThickness: 26 })),
      },
      options: {
        animation: false,
        indexAxis: along,
        maintainAspectRatio: false,
        plugins: { legend: { display: series.length > 1, position: "bottom", labels: { color: colour("--ink"), boxWidth: 14 } } },
        scales: {
          [along]: { stacked: true, grid: { display: false }, ticks: { color: colour("--ink-soft") }, border: { color: colour("--line") } },
          [across]: {
            stacked: true,
            beginAtZero: true,
            suggestedMax: Math.max(4, ...sums),
            grid: { color: colour("--line") },
            ticks: { precision: 0, color: colour("--ink-soft") },
            border: { display: false },
          },
        },
      },
    }));
  }

  const drawAll = () => document.querySelectorAll("canvas[data-series]").forEach(draw);
  drawAll();
  dark.addEventListener("change", drawAll);
})();
