// Two signals, one above the other, on the same axis.

function showCompare() {
  const [first, second = first] = page.signals;
  const chosen = [choice("compare-first", first), choice("compare-second", second)];
  for (const select of chosen) select.addEventListener("change", redraw);
  redraw();

  function choice(id, signal) {
    const select = byId(id);
    const refill = (chosenId) => {
      fill(select, group(null, page.signals), ...byCountry().map(([code, held]) => group(code, held)));
      select.value = chosenId;
    };
    refill(signal.id);
    listenersToLanguage.push(() => refill(select.value));
    return select;
  }

  function group(code, held) {
    const element = make("optgroup");
    remember(element, () => { element.label = code ? said(page.countries[code]) : words("of_this_page"); });
    element.append(...held.map((signal) => make("option", { value: signal.id, say: () => signal.names })));
    return element;
  }

  function redraw() {
    now.stop();
    const pair = chosen.map((select) => signals.get(select.value));
    const lengthS = Math.max(...pair.map(wholeS));
    fill(byId("compared"), ...pair.map((signal) => lane(signal, lengthS)), factsTable(pair));
  }

  function lane(signal, lengthS) {
    const { element, show } = signalStrip(signal, lengthS);
    return make("div", { class: `lane-of-two ${signal.colour}` },
      make("h3", { class: "name", say: () => signal.names }), gapChip(signal), element,
      playButtons(signal, show));
  }
}

/** The signals of the world by country, in the order of their names in the reader's language. */
function byCountry() {
  const held = new Map();
  for (const signal of page.world) {
    held.set(signal.country, [...(held.get(signal.country) ?? []), signal]);
  }
  const name = ([code]) => said(page.countries[code]);
  const { compare } = new Intl.Collator(htmlLanguage(language));
  return [...held].sort((a, b) => compare(name(a), name(b)));
}
