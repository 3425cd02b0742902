// Sound: the pattern's own edges on the browser's audio clock.
//
// Each stretch is a loop of one cycle (or a glide that sounds once) behind a gain that opens and
// closes at the stretch's edges. Nothing sounds unless `play` was called by a person.

const CEILING = 0.5; // of full scale: no sample is ever louder
const AHEAD_S = 150; // how much is handed to the audio clock beforehand; hidden pages may sleep a minute
const LEAD_S = 0.1; // between the press of a button and the first edge
const JOIN_S = 0.004; // half the cross-fade where one tone becomes another without a gap
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
    const run = { sounding, next: 0, startS: 0, bus: null, timer: 0, nodes: new Set() };
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

  /** Where the sound system is missing or busy, `resume` may never answer. */
  woken() {
    const refused = new Promise((_, reject) => {
      setTimeout(() => reject(new Error(this.context.state)), WAKES_MS);
    });
    return Promise.race([this.context.resume(), refused]);
  },

  open() {
    if (this.context) return;
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
    open(gate.gain, beginS, Math.min(joinsBefore ? 2 * JOIN_S : page.voice.ramp_s, longestS));
    close(gate.gain, run.startS + lastS, Math.min(joinsAfter ? 2 * JOIN_S : page.voice.ramp_s, longestS));
    source.connect(gate).connect(run.bus);
    const intoS = Math.max(0, firstS - startS);
    source.start(beginS, offsetS + (loops ? intoS % lengthS : intoS));
    source.stop(run.startS + lastS);
    run.nodes.add(source);
    source.addEventListener("ended", () => run.nodes.delete(source));
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
    const offsetS = sound.loops ? sound.margin_s : firstHeardS(buffer);
    return { buffer, offsetS, lengthS: sound.length_s, loops: sound.loops };
  },
};

/** A quarter sine up: full level is met smoothly, as in the files that siren renders. */
const RISE = Float32Array.from({ length: 65 }, (_, n) => Math.sin((Math.PI / 2) * (n / 64)));
const FALL = Float32Array.from(RISE).reverse();

function open(gain, atS, lengthS) {
  gain.setValueCurveAtTime(RISE, atS, lengthS);
}

function close(gain, endS, lengthS) {
  gain.setValueCurveAtTime(FALL, endS - lengthS, lengthS);
}

/** Where a glide begins: decoders shift what they are given, and silence stands before it. */
function firstHeardS(buffer) {
  const samples = buffer.getChannelData(0);
  return samples.findIndex((sample) => Math.abs(sample) > 0.002) / buffer.sampleRate;
}
