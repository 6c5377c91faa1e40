"use strict";
// Tables whose headings are buttons sort by the column that is pressed.
(() => {
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

  document.addEventListener("click", (event) => {
    const pressed = event.target.closest("thead th button");
    if (pressed) sort(pressed.closest("th"));
  });
})();
