// The whole drill on one axis, with the clock times that were announced.

const DAY_S = 86_400;

function showDrill() {
  const { drill } = page;
  if (!drill) return;
  const lengthS = drill.soundings[1].duration_s;
  const whole = strip({
    lengthS,
    paths: Object.entries(drill.paths).map(([id, path]) => ({ path, colour: signals.get(id).colour })),
    label: (atS) => clock(drill.first_s + atS, true).replace(/:00$/, ""),
    describe: () => drill.firings.map(firingWords).join(words("semicolon")),
    ticks: 10,
  });
  const time = make("p", { class: "wall-clock", "aria-hidden": "true" });
  const wholeTime = () => timesWords(0, lengthS);
  time.textContent = wholeTime();
  const rows = drill.firings.map((firing) => firingRow(firing));
  const follow = (atS) => {
    whole.show(atS);
    time.textContent = atS === null ? wholeTime() : clock(drill.first_s + atS, true);
    rows.forEach(({ row, firing }) => {
      const isNow = atS !== null && firing.start_s <= atS && atS < firing.end_s;
      row.classList.toggle("now", isNow);
      if (isNow) row.setAttribute("aria-current", "time");
      else row.removeAttribute("aria-current");
    });
  };
  const play = (speed, fromS, ended) => now.start({
    name: () => said(drill.title), sounding: drill.soundings[speed], speed, fromS, follow, ended,
  });
  const buttons = Object.keys(drill.soundings).map(Number).map((speed) => playButton(
    () => speedWords(speed), () => said(drill.title), (ended) => play(speed, 0, ended)));
  for (const { row, firing } of rows) {
    row.append(make("td", {}, playButton(
      () => words("from_here"), () => nameOf(signals.get(firing.signal)),
      (ended) => play(1, firing.start_s, ended))));
  }
  byId("drill").hidden = byId("to-drill").hidden = false;
  byId("drill-body").append(
    make("p", { class: "lead", say: () => `${dateWords(drill)} · ${zoneWords(drill)}` }),
    whole.element, time, make("div", { class: "buttons" }, ...buttons),
    make("table", { class: "times" },
      make("thead", {}, make("tr", {}, ...["time", "signal", "cycle", "listen"].map((key) =>
        make("th", { scope: "col", say: () => words(key) })))),
      make("tbody", {}, ...rows.map(({ row }) => row))),
  );
}

function firingRow(firing) {
  const signal = signals.get(firing.signal);
  const row = make("tr", { class: signal.colour },
    make("th", { scope: "row", class: "hours", say: () => hours(firing) }),
    make("td", { class: "name", say: () => signal.names }),
    make("td", { say: () => `${said(signal.cycle)}${roundsWords(firing)}` }));
  return { row, firing };
}

function hours(firing) {
  return timesWords(firing.start_s, firing.end_s);
}

/** From when to when by the clock; a later day is said. */
function timesWords(startS, endS) {
  const [start, end] = [startS, endS].map((s) => {
    const days = Math.floor((page.drill.first_s + s) / DAY_S);
    return `${clock(page.drill.first_s + s, true)}${days ? words("days_later", { n: days }) : ""}`;
  });
  return `${start} – ${end}`;
}

function roundsWords(firing) {
  if (firing.rounds === 1) return "";
  return words("rounds", { n: firing.rounds, gap: said(firing.round_gap) });
}

function firingWords(firing) {
  return `${hours(firing)} ${nameOf(signals.get(firing.signal))}`;
}

function dateWords(drill) {
  const day = new Date(`${drill.date}T12:00:00Z`);
  const format = { dateStyle: "full", timeZone: "UTC" };
  const date = new Intl.DateTimeFormat(htmlLanguage(language), format).format(day);
  const place = drill.place && said(drill.place);
  return place && !said(drill.title).includes(place) ? `${place} · ${date}` : date;
}

/** "China Standard Time", in the reader's language. */
function zoneWords(drill) {
  const format = { timeZone: drill.timezone, timeZoneName: "long" };
  const parts = new Intl.DateTimeFormat(htmlLanguage(language), format).formatToParts(new Date(drill.date));
  return parts.find(({ type }) => type === "timeZoneName").value;
}
