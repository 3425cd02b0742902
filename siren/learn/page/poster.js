// What is printed: one sheet with the signals, large enough to be read on a wall.

function showPoster() {
  const { drill } = page;
  byId("poster").append(
    make("h1", { say: () => (drill ? said(drill.title) : words("title")) }),
    make("p", { class: "lead", say: () => (drill ? dateWords(drill) : words("subtitle")) }),
    ...page.signals.map((signal) => {
      const { parts } = explanation(signal, "h2");
      const firing = drill?.firings.find((one) => one.signal === signal.id);
      const when = firing && make("p", { class: "hours", say: () => hours(firing) });
      return make("section", { class: `card ${signal.colour}` }, when, ...parts);
    }),
    make("p", { class: "foot", say: () => words("poster_foot") }));
  byId("print").addEventListener("click", () => window.print());
}
