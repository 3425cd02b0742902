// What is printed: one sheet with the signals, large enough to be read on a wall.

/** The signals as the ornament of the page's head: each its own line. */
function showSkyline() {
  const picture = byId("skyline");
  const rows = page.signals.slice(0, 4);
  picture.setAttribute("viewBox", `0 0 1 ${rows.length}`);
  rows.forEach((signal, row) => {
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", signal.path);
    shape.setAttribute("transform", `translate(0 ${row + 0.25}) scale(${1 / wholeS(signal)} 0.6)`);
    picture.append(shape);
  });
}

/** Whether a title takes more than two lines of the poster. */
function isLong(title) {
  return Object.entries(title).some(([code, text]) => text.length > (code === "zh" ? 34 : 68));
}

function showPoster() {
  const { drill } = page;
  byId("poster").append(
    make("h1", { class: isLong(drill?.title ?? {}) ? "long" : null, say: () => (drill ? said(drill.title) : words("title")) }),
    make("p", { class: "lead", say: () => (drill ? dateWords(drill) : words("subtitle")) }),
    make("div", { class: page.signals.length > 4 ? "signals many" : "signals" }, ...page.signals.map((signal) => {
      const { parts } = explanation(signal, "h2");
      const firings = drill?.firings.filter((one) => one.signal === signal.id) ?? [];
      const when = firings.length ? make("p", { class: "hours", say: () => firings.map(hours).join(words("comma")) }) : null;
      return make("section", { class: `card ${signal.colour}${when ? " timed" : ""}` }, when, ...parts);
    })),
    make("p", { class: "foot", say: () => words("poster_foot") }));
  byId("print").addEventListener("click", () => window.print());
}
