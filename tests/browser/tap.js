// Keeps every sample that a page sends to the speakers, with its time on the audio clock.
// A page that forbids foreign scripts must be opened with its policy bypassed: a worklet is one.
globalThis.tap = {
  contexts: 0, context: null, pressedS: null, firstFrame: null, blocks: [], moves: [], beats: [],
};
{
  const module = `registerProcessor("tap", class extends AudioWorkletProcessor {
    frames = new Float32Array(2048); filled = 0;
    process([[samples]]) {
      if (samples) this.frames.set(samples, this.filled);
      else this.frames.fill(0, this.filled, this.filled + 128);
      this.filled += 128;
      if (this.filled === 2048) {
        this.port.postMessage([currentFrame + 128 - 2048, this.frames.slice()]);
        this.filled = 0;
      }
      return true;
    }
  });`;
  const { resume } = AudioContext.prototype;
  const { connect } = AudioNode.prototype;
  const taps = new WeakMap();

  globalThis.AudioContext = class extends AudioContext {
    constructor(...options) {
      super(...options);
      tap.contexts += 1;
      tap.context = this;
      taps.set(this, this.audioWorklet.addModule(`data:text/javascript,${encodeURIComponent(module)}`).then(() => {
        const node = new AudioWorkletNode(this, "tap", { channelCount: 1, channelCountMode: "explicit" });
        node.port.onmessage = ({ data: [frame, samples] }) => {
          tap.firstFrame ??= frame;
          tap.blocks.push(samples);
        };
        connect.call(node, this.destination);
        return node;
      }));
    }

    async resume() { // nothing may sound before it is tapped
      await resume.call(this);
      connect.call(tap.last, await taps.get(this));
    }
  };

  AudioNode.prototype.connect = function (to, ...rest) {
    if (to instanceof AudioDestinationNode) tap.last = this;
    return connect.call(this, to, ...rest);
  };

  for (const kind of ["click", "keydown"]) {
    addEventListener(kind, () => { tap.pressedS = tap.context?.currentTime; }, true);
  }

  /** What is seen whenever a cursor moves: the audio clock, the cursor's place, the beat. */
  tap.watch = (lane) => {
    const cursor = document.querySelector(`${lane} .cursor`);
    const look = () => {
      const heardS = tap.context.currentTime - tap.context.outputLatency;
      tap.moves.push([heardS, parseFloat(cursor.style.insetInlineStart)]);
    };
    new MutationObserver(look).observe(cursor, { attributeFilter: ["style"] });
    const beat = document.getElementById("beat");
    const read = () => tap.beats.push([tap.context.currentTime - tap.context.outputLatency, beat.textContent]);
    new MutationObserver(read).observe(beat, { childList: true });
  };

  /** Press Escape when this long was heard, and keep nothing more soon after. */
  tap.leave = (afterS) => {
    setTimeout(() => document.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape" })), 1000 * afterS);
    setTimeout(() => tap.context.suspend(), 1000 * afterS + 300);
  };

  /** The samples so far as base64 of 32-bit floats. */
  tap.taken = () => {
    const letters = tap.blocks.flatMap((block) => {
      const bytes = new Uint8Array(block.buffer);
      return String.fromCharCode(...bytes);
    });
    return btoa(letters.join(""));
  };
}
