// Everything is put in its place; nothing sounds before somebody presses a button.

function showTestStart() {
  now.stop();
  byId("test-start").hidden = false;
  byId("test-stage").hidden = true;
  fill(byId("test-stage"));
  lead(byId("test-heading"));
}

function prepareTest() {
  byId("test").hidden = byId("to-test").hidden = byId("call").hidden = !page.test;
  if (!page.test) return;
  const { speed, minutes } = page.test;
  speak(byId("test-lead"), () => words("test_lead", { n: minutes }));
  byId("speed-short").value = speed;
  byId("speed-short-label").hidden = speed === 1;
  speak(byId("speed-short-words"), () => words("short_version", { n: speed }));
  const chosen = () => Number(document.querySelector("input[name=speed]:checked").value);
  for (const [id, test] of [["begin-alone", alone], ["begin-class", group]]) {
    byId(id).addEventListener("click", () => {
      now.stop();
      byId("test-start").hidden = true;
      byId("test-stage").hidden = false;
      test.begin(byId("test-stage"), page.signals.map((signal) => signal.id), chosen());
    });
  }
}

/** Escape is silence, everywhere; digits answer. */
function pressed(event) {
  if (event.key === "Escape") now.stop();
  if (!/^\d$/.test(event.key) || event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
  if (event.target.matches("input:not([type=radio], [type=checkbox], [type=range]), select, textarea")) return;
  const tally = document.querySelector("#test-stage .tallies");
  const answers = document.querySelectorAll("#test-stage .answer");
  if (tally) tally.digit(Number(event.key));
  else if (answers.length) chosenBy(Number(event.key), [...answers])?.click();
}

function prepareControls() {
  byId("stop").addEventListener("click", () => now.stop());
  const volume = byId("volume");
  volume.addEventListener("input", () => player.setVolume(volume.value / 100));
  player.volume = volume.value / 100;
  document.addEventListener("keydown", pressed);
  addEventListener("pagehide", () => now.stop());
  byId("languages").hidden = page.languages.length < 2;
  for (const control of document.querySelectorAll("#languages button")) {
    control.addEventListener("click", () => setLanguage(control.lang.slice(0, 2)));
  }
  function mark() {
    for (const control of document.querySelectorAll("#languages button")) {
      control.setAttribute("aria-pressed", String(control.lang.startsWith(language)));
    }
    document.title = page.drill ? `${said(page.drill.title)} – ${words("title")}` : words("title");
  }
  listenersToLanguage.push(mark);
}

speak(byId("now-name"), () => words("silent"));
if (page.drill) {
  delete byId("subject").dataset.say;
  speak(byId("subject"), () => `${said(page.drill.title)} · ${dateWords(page.drill)}`);
}
showSignals();
showDrill();
showCompare();
prepareTest();
showWorld();
showPoster();
showSkyline();
prepareControls();
speak(byId("made-with"), () => words("made_with", { version: page.version }));
setLanguage(language);
