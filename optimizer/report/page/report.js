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

  const keyOf = (cell) => {
    const key = cell.dataset.key ?? cell.textContent;
    const number = Number(key);
    return key === "" ? null : Number.isNaN(number) ? key : number;
  };

  const compare = (one, other) => {
    if (one === null || other === null) return (one === null) - (other === null);
    if (typeof one === typeof other && typeof one === "number") return one - other;
    return String(one).localeCompare(String(other), "en", { numeric: true });
  };

  const sort = (heading) => {
    const table = heading.closest("table");
    const descending = heading.getAttribute("aria-sort") === "ascending";
    const column = heading.cellIndex;
    for (const other of heading.parentElement.cells) other.setAttribute("aria-sort", "none");
    heading.setAttribute("aria-sort", descending ? "descending" : "ascending");
    const rows = [...table.tBodies[0].rows].map((row) => [keyOf(row.cells[column]), row]);
    rows.sort(([one], [other]) => {
      const order = compare(one, other);
      return one === null || other === null || !descending ? order : -order;
    });
    table.tBodies[0].append(...rows.map(([, row]) => row));
  };

  for (const heading of document.querySelectorAll("thead th")) {
    heading.querySelector("button").addEventListener("click", () => sort(heading));
  }

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
