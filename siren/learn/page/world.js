// Signals of other countries, to explore.

const MOST_SHOWN = 12;

function showWorld() {
  if (!page.world.length) return;
  byId("world").hidden = byId("to-world").hidden = false;
  const country = byId("world-country");
  const search = byId("world-search");
  const options = () => fill(country,
    make("option", { value: "", say: () => words("all_countries") }),
    ...byCountry().map(([code, held]) => make("option", { value: code, say: () => `${said(page.countries[code])} (${held.length})` })));
  const show = () => {
    const found = page.world.filter((signal) => matches(signal, country.value, search.value));
    const shown = found.slice(0, MOST_SHOWN);
    speak(byId("world-count"), () => words(shown.length < found.length ? "found_first" : "found", { n: found.length, shown: shown.length }));
    fill(byId("world-cards"), ...shown.map(worldCard));
  };
  options();
  listenersToLanguage.push(() => {
    const kept = country.value;
    options();
    country.value = kept;
  });
  country.addEventListener("change", show);
  search.addEventListener("input", show);
  show();
}

function matches(signal, code, typed) {
  if (code && signal.country !== code) return false;
  const texts = [signal.names, signal.meaning, signal.action ?? {}, page.countries[signal.country]];
  const held = [signal.id, ...texts.flatMap((text) => Object.values(text))].map(plain);
  return plain(typed).split(/\s+/).every((word) => held.some((text) => text.includes(word)));
}

/** Small letters without their accents. */
function plain(text) {
  return text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();
}

function worldCard(signal) {
  const element = card(signal, "h3");
  element.prepend(make("p", { class: "country", say: () => [said(page.countries[signal.country]), statusWords(signal)].filter(Boolean).join(" · ") }));
  element.append(make("details", {},
    make("summary", { say: () => words("sources") }),
    make("ul", {}, ...signal.sources.map((source) => make("li", {}, source))),
    make("p", { say: () => words(`confidence_${signal.confidence}`) })));
  return element;
}

function statusWords(signal) {
  if (signal.status === "current") return "";
  return [words(`status_${signal.status}`), signal.region ?? signal.years].filter(Boolean).join(" ");
}
