"use strict";
(() => {
  const own = document.currentScript.dataset;
  const settings = { responsive: true, displayModeBar: false, doubleClick: false };
  const small = window.matchMedia("(max-width: 640px)");
  const root = document.documentElement;

  // Charts: Plotly is loaded when the first one comes into view.

  let loading = null;
  const plotly = () => {
    loading ??= Promise.all([
      new Promise((done, fail) => {
        const script = document.createElement("script");
        script.src = own.plotly;
        script.onload = done;
        script.onerror = () => fail(new Error("The charts could not be loaded."));
        document.head.append(script);
      }),
      fetch(own.look).then((answer) => answer.json()),
    ]).then(([, look]) => look);
    return loading;
  };

  const fitted = (layout, look) => {
    const short = small.matches && layout.meta && layout.meta.short;
    const yaxis = short ? { ...layout.yaxis, ticktext: short } : layout.yaxis;
    return { ...layout, yaxis, template: look };
  };

  const figureOf = async (place) => {
    const inside = place.querySelector('script[type="application/json"]');
    if (inside) return JSON.parse(inside.textContent);
    const answer = await fetch(place.dataset.figure, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error("This chart could not be loaded; reload the page to try again.");
    return answer.json();
  };

  const shown = new Map();
  let left = 0;
  const counted = (change) => {
    left += change;
    root.dataset.drawn = left === 0 ? "yes" : "no";
  };

  const draw = async (place) => {
    counted(1);
    try {
      const [look, figure] = await Promise.all([plotly(), figureOf(place)]);
      if (shown.has(place)) Plotly.purge(place);
      else place.replaceChildren();
      await Plotly.newPlot(place, figure.data, fitted(figure.layout, look), settings);
      place.classList.remove("waits");
      shown.set(place, { figure, look });
      const { layout } = figure;
      if (place.dataset.details && layout.meta && layout.meta.subjects) {
        place.classList.add("leads");
        place.on("plotly_click", (event) => follow(place, layout, event.points[0]));
      }
    } catch (error) {
      const said = document.createElement("p");
      said.textContent = error.message;
      place.replaceChildren(said);
      place.classList.remove("waits");
    } finally {
      counted(-1);
    }
  };

  // What a row of a chart is about: `subjects` has one [kind, name] per row, `tops` where
  // each row begins on an axis of numbers; on an axis of names the order says it.
  const subjectOf = (layout, point) => {
    const { subjects, tops } = layout.meta;
    if (!tops) return subjects[layout.yaxis.categoryarray.indexOf(point.y)];
    const row = tops.findLastIndex((top) => top <= point.y);
    return subjects[row];
  };

  const follow = (place, layout, point) => {
    const [kind, name] = subjectOf(layout, point) ?? [];
    if (!kind) return;
    const asked = new URLSearchParams({ [kind]: name, plan: place.dataset.plan });
    const address = `${place.dataset.details}?${asked}`;
    htmx.ajax("GET", address, { target: "#panel", swap: "innerHTML" });
  };

  const watcher = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        watcher.unobserve(entry.target);
        draw(entry.target);
      }
    },
    { rootMargin: "240px" },
  );

  const watched = new WeakSet();
  const watch = (within) => {
    for (const place of within.querySelectorAll(".plot")) {
      if (watched.has(place)) continue;
      watched.add(place);
      place.style.minHeight = `${place.dataset.height}px`;
      place.classList.add("waits");
      watcher.observe(place);
    }
  };

  document.addEventListener("change", (event) => {
    const choice = event.target.closest("select[data-chart]");
    if (!choice) return;
    const place = document.getElementById(choice.dataset.chart);
    place.dataset.figure = choice.value;
    draw(place);
  });

  small.addEventListener("change", () => {
    for (const [place, { figure, look }] of shown) {
      if (place.isConnected) Plotly.react(place, figure.data, fitted(figure.layout, look), settings);
      else shown.delete(place);
    }
  });

  document.addEventListener("click", (event) => {
    if (event.target.closest("#panel [data-close]")) close();
  });

  // The panel: what was clicked, with the focus; Escape leads back.

  const panel = document.getElementById("panel");
  let before = null;
  const close = () => {
    panel.hidden = true;
    panel.replaceChildren();
    if (before && before.isConnected) before.focus();
  };

  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) close();
  });

  document.addEventListener("htmx:beforeRequest", (event) => {
    if (event.detail.target === panel && panel.hidden) before = document.activeElement;
  });

  document.addEventListener("htmx:afterSwap", (event) => {
    if (event.detail.target === panel) {
      panel.hidden = false;
      panel.focus();
    }
    if (event.detail.target.id === "complaints") event.detail.target.scrollIntoView({ block: "nearest" });
  });

  document.addEventListener("htmx:load", (event) => watch(event.detail.elt.parentElement ?? document));

  document.addEventListener("htmx:sendError", () => {
    const said = document.createElement("p");
    said.className = "notice bad";
    said.textContent = "The server did not answer. Nothing was changed; try again in a moment.";
    document.getElementById("complaints").replaceChildren(said);
  });

  counted(0);
  watch(document);
})();
