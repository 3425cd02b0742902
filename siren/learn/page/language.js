// What is said, in the reader's language; all of it changes at once when another is chosen.

const page = JSON.parse(byId("data").textContent);
const listenersToLanguage = [];
const spoken = new WeakMap();
let language = languageOfReader();

function languageOfReader() {
  for (const tag of navigator.languages ?? [navigator.language]) {
    const known = page.languages.find((code) => tag.toLowerCase().startsWith(code));
    if (known) return known;
  }
  return page.languages[0];
}

/** Words of the page itself, by their key in words.toml, with `{values}` filled in. */
function words(key, values = {}) {
  return page.words[key][language].replace(/\{(\w+)\}/g, (_, name) => values[name]);
}

/** A text of the data in the reader's language, else in English, else as it is. */
function said(text) {
  return text[saidIn(text)];
}

function saidIn(text) {
  return [language, "en", Object.keys(text)[0]].find((code) => code in text);
}

/** Let an element say something, now and after each change of language. */
function speak(element, what) {
  remember(element, () => utter(element, what()));
}

/** Let an element be called something by those who cannot see it. */
function speakLabel(element, label) {
  remember(element, () => element.setAttribute("aria-label", label()), "label");
}

function remember(element, say, kind = "text") {
  spoken.set(element, { ...spoken.get(element), [kind]: say });
  element.dataset.spoken = "";
  say();
}

function utter(element, what) {
  if (typeof what === "string") {
    element.textContent = what;
  } else {
    element.textContent = said(what);
    element.lang = htmlLanguage(saidIn(what));
  }
}

function htmlLanguage(code) {
  return code === "zh" ? "zh-Hans" : code;
}

function setLanguage(code) {
  language = code;
  document.documentElement.lang = htmlLanguage(code);
  for (const element of document.querySelectorAll("[data-say]")) {
    element.textContent = words(element.dataset.say);
  }
  for (const element of document.querySelectorAll("[data-say-label]")) {
    element.setAttribute("aria-label", words(element.dataset.sayLabel));
  }
  for (const element of document.querySelectorAll("[data-spoken]")) {
    for (const say of Object.values(spoken.get(element))) say();
  }
  for (const listener of listenersToLanguage) listener();
}

/** "3:00", and "10:29:00" for a time of day. */
function clock(seconds, withHours = false) {
  const whole = Math.floor(seconds + 1e-6);
  const parts = [Math.floor(whole / 60) % 60, whole % 60].map((n) => String(n).padStart(2, "0"));
  const hours = Math.floor(whole / 3600);
  if (withHours) return [String(hours % 24).padStart(2, "0"), ...parts].join(":");
  return hours ? [hours, ...parts].join(":") : `${Number(parts[0])}:${parts[1]}`;
}
