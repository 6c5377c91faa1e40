"use strict";
(() => {
  const given = { charts: {} };
  const settings = { responsive: true, displayModeBar: false, doubleClick: false };

  const small = window.matchMedia("(max-width: 640px)");

  const fitted = (layout) => {
    const short = small.matches && layout.meta && layout.meta.short;
    const yaxis = short ? { ...layout.yaxis, ticktext: short } : layout.yaxis;
    return { ...layout, yaxis, template: given.template };
  };

  const shown = {};
  const draw = (id, choice) => {
    shown[id] = choice;
    const { data, layout } = given.charts[id][choice];
    return Plotly.react(id, data, fitted(layout), settings);
  };

  for (const place of document.querySelectorAll(".plot")) {
    place.style.minHeight = `${place.dataset.height}px`;
  }

  const unpack = async (id) => {
    const packed = atob(document.getElementById(id).textContent);
    const bytes = Uint8Array.from(packed, (character) => character.charCodeAt(0));
    const stream = new Blob([bytes]).stream();
    return new Response(stream.pipeThrough(new DecompressionStream("gzip"))).text();
  };

  const drawAll = async () => {
    const plotly = document.createElement("script");
    plotly.textContent = await unpack("plotly");
    document.head.append(plotly);
    Object.assign(given, JSON.parse(await unpack("charts")));
    document.getElementById("without-charts").remove();
    for (const id of Object.keys(given.charts)) {
      await draw(id, 0);
      await new Promise((next) => setTimeout(next));
    }
    document.documentElement.dataset.drawn = "yes";
  };

  for (const choice of document.querySelectorAll("select[data-chart]")) {
    choice.addEventListener("change", () => draw(choice.dataset.chart, choice.value));
  }

  small.addEventListener("change", () => {
    for (const [id, choice] of Object.entries(shown)) draw(id, choice);
  });

  const opened = [];
  window.addEventListener("beforeprint", () => {
    for (const closed of document.querySelectorAll("details:not([open])")) {
      closed.open = true;
      opened.push(closed);
    }
    for (const id of Object.keys(given.charts)) Plotly.Plots.resize(id);
  });
  window.addEventListener("afterprint", () => {
    for (const once of opened.splice(0)) once.open = false;
  });

  drawAll();
})();
