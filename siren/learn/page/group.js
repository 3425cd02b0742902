// The listening test for a class: one screen sounds, hands are counted.

const group = {
  begin(stage, ids, speed) {
    Object.assign(this, { stage, ids, speed, answers: [] });
    this.ask(questionsOf("class", ids), 0);
  },

  ask(questions, index) {
    if (index === questions.length) {
      this.finish();
      return;
    }
    const question = questions[index];
    const heading = questionHeading(question, questions.length);
    const counts = new Map([...this.ids, null].map((id) => [id, 0]));
    const said = make("div", { class: "verdict", role: "status" });
    const listen = listenButton(question, this.speed);
    const tally = tallyOf(counts);
    const reveal = button(() => words("reveal"), () => {
      now.stop();
      reveal.remove();
      tally.lock(question.signal);
      for (const [signal, count] of counts) {
        if (count) this.answers.push({ question, signal, count });
      }
      const next = nextButton(questions, index, () => this.ask(questions, index + 1));
      const [, ...explained] = verdictParts(question.signal, question.signal);
      fill(said, make("p", { class: "mark", say: () => words("was", { name: nameOf(signals.get(question.signal)) }) }), next, ...explained);
      goTo(next);
    }, { class: "primary" });
    fill(this.stage, heading, listen.element, make("p", { say: () => words("count_hands") }),
      tally.element, reveal, said, alone.quitButton());
    lead(heading);
  },

  finish() {
    const heading = make("h3", { say: () => words("result_class") });
    const { right, of } = scoreOf(this.answers, "class");
    fill(this.stage, heading,
      make("p", { class: "score", say: () => words("score_class", { right, of }) }),
      scoreTable(this.answers, this.ids, () => words("matrix_class")),
      csvButtons(this.answers, this.speed),
      button(() => words("again"), () => showTestStart(), { class: "primary" }));
    lead(heading);
  },
};

/** A line for each answer: how many hands, more and less; digits on the keyboard add one too. */
function tallyOf(counts) {
  const lines = [...counts.keys()].map((id, n) => {
    const name = () => (id ? nameOf(signals.get(id)) : words("dont_know"));
    const number = make("output", {}, "0");
    const bar = make("i");
    const change = (by) => {
      counts.set(id, Math.max(0, counts.get(id) + by));
      draw();
    };
    const line = make("div", { class: `tally ${id ? signals.get(id).colour : "unknown"}`, role: "group" },
      make("span", { class: "tally-name" }, make("kbd", { "aria-hidden": "true" }, id ? String(n + 1) : "0"), make("span", { say: name })),
      more("−", () => words("fewer", { name: name() }), () => change(-1)),
      number,
      more("+", () => words("more", { name: name() }), () => change(1)),
      make("span", { class: "meter", "aria-hidden": "true" }, bar));
    speakLabel(line, name);
    return { id, line, number, bar, change };
  });
  const sum = make("p", { class: "note" });
  function draw() {
    const hands = [...counts.values()].reduce((a, b) => a + b, 0);
    const total = Math.max(1, hands);
    speak(sum, () => words("hands", { n: hands }));
    for (const { id, number, bar } of lines) {
      number.textContent = counts.get(id);
      bar.style.inlineSize = `${(100 * counts.get(id)) / total}%`;
    }
  }
  draw();
  const element = make("div", { class: "tallies", tabindex: "-1" }, ...lines.map(({ line }) => line), sum);
  element.digit = (digit) => chosenBy(digit, lines)?.change(1);
  const lock = (right) => {
    element.digit = () => {};
    for (const { id, line } of lines) {
      for (const control of line.querySelectorAll("button")) control.disabled = true;
      if (id === right) line.classList.add("is-right");
    }
  };
  return { element, lock };
}

function more(sign, label, press) {
  const control = make("button", { type: "button", class: "step", on: { click: press } }, sign);
  speakLabel(control, label);
  return control;
}
