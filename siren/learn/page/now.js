// What sounds now: one thing at a time, shown on screen as long as it sounds.

const SLOWEST_FLASH_S = 0.34; // at most three flashes a second (WCAG 2.3.1)

const now = {
  sounding: null,

  /**
   * Sound something. `name` says what, `speed` how many times as fast as in reality; `follow` is
   * told the second in real time and whether to light up, then null at the end. A question hides
   * what is to come, and its beat too where nobody asked for it.
   */
  async start({ name, sounding, speed = 1, fromS = 0, follow = () => {}, ended = () => {}, hidesRest = false, hidesBeat = false }) {
    this.stop();
    const current = { name, sounding, speed, follow, ended, hidesRest, hidesBeat };
    this.sounding = current;
    current.flashes = flashes(sounding.stretches);
    document.body.classList.add("sounding");
    speak(byId("now-name"), () => `${words("exercise")} · ${name()}`);
    speak(byId("now-said"), () => words("now_sounding", { name: name() }));
    try {
      await player.play(sounding, fromS / speed);
    } catch (error) {
      if (this.sounding !== current) return; // stopped since, or another sounds by now
      this.stop();
      speak(byId("now-said"), () => words("no_sound", { why: error.message }));
      byId("now-name").textContent = byId("now-said").textContent;
      return;
    }
    if (this.sounding !== current) return;
    this.tick(current);
    this.watch(current);
  },

  /** A hidden page draws no frames, but the end must come all the same. */
  watch(current) {
    if (this.sounding !== current) return;
    const isInterrupted = player.isInterrupted;
    if (isInterrupted || player.heardS() >= current.sounding.duration_s) this.stop();
    else setTimeout(() => this.watch(current), 250);
    if (isInterrupted) player.forget();
  },

  stop() {
    const current = this.sounding;
    player.stop();
    this.sounding = null;
    if (!current) return;
    document.body.classList.remove("sounding", "on");
    speak(byId("now-name"), () => words("silent"));
    speak(byId("now-said"), () => words("silent"));
    byId("now-time").textContent = byId("beat").textContent = byId("beat").dataset.left = "";
    byId("now-bar").style.inlineSize = 0;
    current.follow(null, false);
    current.ended();
  },

  tick(current) {
    if (this.sounding !== current) return;
    const atS = player.heardS();
    if (atS >= current.sounding.duration_s) {
      this.stop();
      return;
    }
    const { isOn, leftS } = beatAt(current.sounding, atS);
    current.follow(atS * current.speed, isOn || current.flashes);
    this.show(current, atS, isOn, leftS);
    requestAnimationFrame(() => this.tick(current));
  },

  show(current, atS, isOn, leftS) {
    const { sounding, speed, flashes: isFast, hidesRest, hidesBeat } = current;
    byId("now-time").textContent = hidesRest ? clock(atS) : timeWords(atS, sounding.duration_s, speed);
    byId("now-bar").style.inlineSize = hidesRest ? 0 : `${(100 * atS) / sounding.duration_s}%`;
    document.body.classList.toggle("on", (isOn || isFast) && !hidesBeat);
    const beat = byId("beat");
    beat.textContent = hidesBeat ? "" : words(isFast ? "beat_fast" : isOn ? "beat_sound" : "beat_pause");
    beat.dataset.left = hidesBeat || hidesRest || isFast ? "" : words("beat_left", { n: Math.ceil(leftS - 1e-6) });
  },
};

/** Where it is, in real time; and where that is not what passes, how many times as fast. */
function timeWords(atS, wholeS, speed) {
  const place = `${clock(atS * speed)} / ${clock(wholeS * speed)}`;
  return speed === 1 ? place : `${place} · ${words("fast", { n: speed })}`;
}

/** Whether it sounds at a second of a sounding, and how long that stays so. */
function beatAt({ stretches, duration_s }, atS) {
  let index = stretches.findIndex(([, endS]) => atS < endS);
  if (index < 0) return { isOn: false, leftS: duration_s - atS };
  const [startS] = stretches[index];
  if (atS < startS) return { isOn: false, leftS: startS - atS };
  while (stretches[index + 1]?.[0] === stretches[index][1]) index += 1;
  return { isOn: true, leftS: stretches[index][1] - atS };
}

/** Whether sound and silence change too fast to be shown as light and dark. */
function flashes(stretches) {
  return stretches.some(([startS], n) => {
    const nextS = stretches[n + 1]?.[0];
    const isApart = nextS !== undefined && nextS > stretches[n][1];
    return isApart && nextS - startS < SLOWEST_FLASH_S;
  });
}

/** A button that sounds something and becomes its stop; `describe` says what it sounds. */
function playButton(say, describe, start) {
  let plays = false;
  const element = make("button", { type: "button", class: "play" });
  const show = () => {
    element.style.minInlineSize = plays ? `${element.offsetWidth}px` : ""; // nothing moves aside
    element.classList.toggle("plays", plays);
    speak(element, () => (plays ? words("stop") : say()));
    speakLabel(element, () => `${plays ? words("stop") : say()}: ${describe()}`);
  };
  element.addEventListener("click", () => {
    if (plays) {
      now.stop();
      return;
    }
    start(() => {
      plays = false;
      show();
    });
    plays = true;
    show();
  });
  show();
  return element;
}
