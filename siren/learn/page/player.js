// Sound: the pattern's own edges on the browser's audio clock.
//
// Each stretch is a loop of one cycle (or a glide that sounds once) behind a gain that opens and
// closes at the stretch's edges. Where one tone becomes another without a gap, the second begins
// where its wave meets the first one's: two waves against each other would be a dip. Nothing sounds unless `play` was called by a person.

const CEILING = 0.5; // of full scale: no sample is ever louder
const AHEAD_S = 150; // how much is handed to the audio clock beforehand; hidden pages may sleep a minute
const LEAD_S = 0.1; // between the press of a button and the first edge
const JOIN_S = 0.004; // half the cross-fade where one tone becomes another without a gap
const MEET_S = 0.004; // a tone is moved by so much at most to meet the one before: half a wave of 125 Hz
const WAKES_MS = 4000;
const FADE_S = 0.004; // of a stop

const player = {
  context: null,
  level: null,
  run: null,
  volume: 0.25,

  /** Sound from `fromS` on; resolves when the first edge has been set. */
  async play(sounding, fromS = 0) {
    this.stop();
    const run = { sounding, next: 0, startS: 0, bus: null, timer: 0, nodes: new Set(), movedS: [] };
    this.run = run;
    this.open();
    await this.woken();
    const numbers = new Set(sounding.stretches.map(([, , number]) => number));
    await Promise.all([...numbers].map((number) => this.decoded(number)));
    if (this.run !== run) return; // stopped, or another began, while this was decoded
    run.bus = new GainNode(this.context);
    run.bus.connect(this.level);
    run.startS = this.context.currentTime + LEAD_S - fromS;
    run.fromS = fromS;
    while (run.next < sounding.stretches.length && sounding.stretches[run.next][1] <= fromS) run.next += 1;
    this.schedule(run);
    run.timer = setInterval(() => this.schedule(run), 1000);
  },

  stop() {
    const run = this.run;
    this.run = null;
    if (!run) return;
    clearInterval(run.timer);
    if (!run.bus) return;
    const now = this.context.currentTime;
    run.bus.gain.setTargetAtTime(0, now, FADE_S / 4);
    for (const node of run.nodes) node.stop(now + 4 * FADE_S);
    setTimeout(() => run.bus.disconnect(), 200);
  },

  setVolume(volume) {
    this.volume = volume;
    if (this.context) this.level.gain.setTargetAtTime(volume ** 2, this.context.currentTime, 0.02);
  },

  /** Seconds of the sounding that are heard now; null where nothing runs yet. */
  heardS() {
    const run = this.run;
    if (!run?.bus) return null;
    const heard = this.context.currentTime - (this.context.outputLatency || 0) - run.startS;
    return Math.max(run.fromS, heard);
  },

  /** Whether somebody else took the sound away: a call on a phone stops the audio clock. */
  get isInterrupted() {
    return this.context.state !== "running";
  },

  /** Begin anew at the next press: a context that was interrupted may never sound again. */
  forget() {
    this.context.close();
    this.context = null;
  },

  /** Where the sound system is missing or busy, `resume` may never answer. */
  woken() {
    const { context } = this; // by then it may be forgotten
    const refused = new Promise((_, reject) => {
      setTimeout(() => reject(new Error(context.state)), WAKES_MS);
    });
    return Promise.race([context.resume(), refused]);
  },

  open() {
    if (this.context) return;
    // A phone whose switch says silent would mute the page while it says that it sounds.
    if (navigator.audioSession) navigator.audioSession.type = "playback";
    this.context = new AudioContext();
    this.level = new GainNode(this.context, { gain: this.volume ** 2 });
    // What is beyond the ends of the curve stays at its ends: a limiter without a delay.
    const limiter = new WaveShaperNode(this.context, { curve: [-CEILING, 0, CEILING] });
    this.level.connect(limiter).connect(this.context.destination);
  },

  /** Hand over what begins within the next seconds. */
  schedule(run) {
    const { stretches } = run.sounding;
    const untilS = this.context.currentTime - run.startS + AHEAD_S;
    while (run.next < stretches.length && stretches[run.next][0] < untilS) {
      const index = run.next;
      run.next += 1; // whatever becomes of it: the others must sound
      this.sound(run, index);
    }
  },

  sound(run, index) {
    const { stretches } = run.sounding;
    const [startS, endS, number] = stretches[index];
    const { buffer, offsetS, lengthS, loops } = page.sounds[number].decoded;
    const joinsBefore = stretches[index - 1]?.[1] === startS;
    const joinsAfter = stretches[index + 1]?.[0] === endS;
    const nowS = this.context.currentTime - run.startS; // past it, where this page was asleep
    const firstS = Math.max(startS - (joinsBefore ? JOIN_S : 0), run.fromS, nowS);
    const lastS = endS + (joinsAfter ? JOIN_S : 0);
    if (firstS >= lastS) return;
    const source = new AudioBufferSourceNode(this.context, {
      buffer, loop: loops, loopStart: offsetS, loopEnd: offsetS + lengthS,
    });
    const gate = new GainNode(this.context, { gain: 0 });
    // A little less than half: ramps that touch are taken for ramps that overlap, and refused.
    const longestS = 0.49 * (lastS - firstS);
    const beginS = run.startS + firstS;
    open(gate.gain, beginS, longestS, joinsBefore);
    close(gate.gain, run.startS + lastS, longestS, joinsAfter);
    source.connect(gate).connect(run.bus);
    run.movedS[index] = joinsBefore && index - 1 in run.movedS ? this.meeting(run, index, startS - JOIN_S) : 0;
    source.start(beginS, this.place(run, index, firstS));
    source.stop(run.startS + lastS);
    run.nodes.add(source);
    source.addEventListener("ended", () => run.nodes.delete(source));
  },

  /** Where in its own sound a stretch is at a time. */
  place(run, index, atS) {
    const [startS, , number] = run.sounding.stretches[index];
    const { offsetS, lengthS, loops } = page.sounds[number].decoded;
    const intoS = atS - startS + (run.movedS[index] ?? 0);
    return offsetS + (loops ? intoS % lengthS : intoS);
  },

  /** By how much a stretch is moved so that its wave is that of the stretch before it. */
  meeting(run, index, atS) {
    const [before, here] = [index - 1, index].map((one) => {
      const { buffer } = page.sounds[run.sounding.stretches[one][2]].decoded;
      const first = Math.round(this.place(run, one, atS) * buffer.sampleRate);
      return { first, rate: buffer.sampleRate, samples: buffer.getChannelData(0) };
    });
    const length = Math.round(2 * JOIN_S * here.rate);
    const most = Math.round(MEET_S * here.rate);
    let best = { alike: -Infinity, moved: 0 };
    for (let moved = -most; moved <= most; moved += 1) {
      let alike = 0;
      for (let n = 0; n < length; n += 1) {
        alike += before.samples[before.first + n] * here.samples[here.first + moved + n];
      }
      if (alike > best.alike) best = { alike, moved };
    }
    return best.moved / here.rate;
  },

  async decoded(number) {
    const sound = page.sounds[number];
    sound.decoding ??= this.decode(sound);
    try {
      sound.decoded = await sound.decoding;
    } catch (error) {
      sound.decoding = null; // the next press may fare better
      throw error;
    }
  },

  async decode(sound) {
    const bytes = Uint8Array.from(atob(sound.mp3), (letter) => letter.charCodeAt(0));
    const buffer = await this.context.decodeAudioData(bytes.buffer);
    const offsetS = sound.loops ? sound.margin_s : firstHeardS(buffer) + sound.held_s;
    return { buffer, offsetS, lengthS: sound.length_s, loops: sound.loops };
  },
};

/** A quarter sine up: full level is met smoothly, as in the files that siren renders. */
const RISE = Float32Array.from({ length: 65 }, (_, n) => Math.sin((Math.PI / 2) * (n / 64)));
const FALL = Float32Array.from(RISE).reverse();

/** From one tone to the next, whose waves meet: at any time the two gains are one together. */
const SWELL = RISE.map((gain) => gain ** 2);
const EBB = FALL.map((gain) => gain ** 2);

function open(gain, atS, longestS, joins) {
  gain.setValueCurveAtTime(joins ? SWELL : RISE, atS, rampS(joins, longestS));
}

function close(gain, endS, longestS, joins) {
  const lengthS = rampS(joins, longestS);
  gain.setValueCurveAtTime(joins ? EBB : FALL, endS - lengthS, lengthS);
}

function rampS(joins, longestS) {
  return Math.min(joins ? 2 * JOIN_S : page.voice.ramp_s, longestS);
}

/** Where the held tone before a glide begins: decoders shift what they are given, and silence stands there. */
function firstHeardS(buffer) {
  const samples = buffer.getChannelData(0);
  return samples.findIndex((sample) => Math.abs(sample) > 0.002) / buffer.sampleRate;
}
