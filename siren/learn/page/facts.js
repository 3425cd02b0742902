// What tells signals apart, said and drawn so that neither colour nor sound is needed.

const signals = new Map([...page.signals, ...page.world].map((signal) => [signal.id, signal]));
page.signals.forEach((signal, n) => { signal.colour = `c${n % 8}`; });
page.world.forEach((signal) => { signal.colour = "world"; });

function nameOf(signal) {
  return said(signal.names);
}

/** The native name too, or beside it the English one; nothing where they are the same. */
function nativeName(signal) {
  const [tag, native] = Object.entries(signal.names)[0];
  if (Object.values(signal.names).every((name) => name === native)) return null;
  const other = () => {
    if (native !== nameOf(signal)) return { [tag]: native };
    const { en } = signal.names;
    return en && en !== native ? { en } : "";
  };
  return make("span", { class: "native", say: other });
}

/** Long gap, short gap or no gap: a drawn one, and in words. */
function gapChip(signal) {
  const { kind, longest } = signal.gap;
  return make(
    "p", { class: `gap gap-${kind}` },
    make("span", { class: "gap-picture", "aria-hidden": "true" }, make("i"), make("i"), make("i")),
    make("span", { say: () => words(`gap_${kind}`, { length: said(longest) }) }),
  );
}

/** One strip of a signal, as long as it is or, to compare, `lengthS` long. */
function signalStrip(signal, lengthS = wholeS(signal)) {
  return strip({
    lengthS,
    paths: [{ path: signal.path, colour: signal.colour }],
    describe: () => `${nameOf(signal)}: ${said(signal.cycle)}`,
  });
}

function wholeS(signal) {
  return signal.soundings[1].duration_s;
}

const FACTS = {
  fact_sound: (signal) => signal.facts.sound ?? "–",
  fact_silence: (signal) => signal.facts.silence ?? words("fact_no_silence"),
  fact_tone: (signal) => signal.facts.pitch,
  fact_whole: (signal) => clock(wholeS(signal)),
};

/** A table of what can be heard, a column for each signal. */
function factsTable(compared) {
  const head = make("tr", {}, make("td"), ...compared.map((signal) =>
    make("th", { scope: "col", class: signal.colour, say: () => signal.names })));
  const rows = Object.entries(FACTS).map(([key, fact]) => make(
    "tr", {}, make("th", { scope: "row", say: () => words(key) }),
    ...compared.map((signal) => make("td", { say: () => fact(signal) })),
  ));
  return make("table", { class: "facts" }, make("thead", {}, head), make("tbody", {}, ...rows));
}

/** Name, gap, picture, cycle, meaning and what to do; `follow` moves its cursor. */
function explanation(signal, heading = "h3") {
  const { element, show } = signalStrip(signal);
  const facts = make("dl", {},
    make("dt", { say: () => words("cycle") }), make("dd", { say: () => signal.cycle }),
    make("dt", { say: () => words("meaning") }), make("dd", { say: () => signal.meaning }));
  if (signal.action) {
    facts.append(make("dt", { say: () => words("action") }), make("dd", { class: "action", say: () => signal.action }));
  }
  if (signal.pauses.length) {
    const labels = new Map(signal.pauses.map(({ label }) => [JSON.stringify(label), label]));
    facts.append(make("dt", { say: () => words("in_between") }),
      make("dd", { say: () => [...labels.values()].map(said).join(words("comma")) }));
  }
  const parts = [
    make(heading, { class: "name" }, make("span", { say: () => signal.names }), nativeName(signal)),
    gapChip(signal), element, facts,
  ];
  return { parts, follow: show };
}

/** The buttons that sound a signal, in real time and in time lapse. */
function playButtons(signal, follow) {
  return make("div", { class: "buttons" }, ...Object.keys(signal.soundings).map(Number).map((speed) =>
    playButton(
      () => speedWords(speed),
      () => nameOf(signal),
      (ended) => now.start({
        name: () => nameOf(signal), sounding: signal.soundings[speed], speed, follow, ended,
      }),
    )));
}

function speedWords(speed) {
  return speed === 1 ? words("listen") : words("listen_fast", { n: speed });
}
