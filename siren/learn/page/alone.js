// The listening test for one person: before, explanation, after, result.

const alone = {
  begin(stage, ids, speed) {
    Object.assign(this, { stage, ids, speed, answers: [] });
    this.ask(questionsOf("before", ids), 0);
  },

  ask(questions, index) {
    if (index === questions.length) {
      if (questions[0].step === "before") this.explain();
      else this.finish();
      return;
    }
    const question = questions[index];
    const heading = questionHeading(question, questions.length);
    const said = make("div", { class: "verdict", role: "status" });
    const answers = answerButtons(this.ids, (id) => {
      now.stop();
      this.answers.push({ question, signal: id, count: 1 });
      showChosen(answers, id, question.step === "after" ? question.signal : null);
      this.react(question, id, said, nextButton(questions, index, () => this.ask(questions, index + 1)));
    });
    const listen = listenButton(question, this.speed);
    fill(this.stage, heading, listen.element, answers, said, this.quitButton());
    lead(heading);
    listen.press();
  },

  /** After an answer: at first only a nod, later what it was. */
  react(question, id, said, next) {
    if (question.step === "before") {
      fill(said, make("p", { say: () => words("noted") }), next);
    } else {
      const [mark, ...explained] = verdictParts(question.signal, id);
      fill(said, mark, next, ...explained);
    }
    goTo(next);
  },

  /** What each was, what it was taken for, and what tells them apart. */
  explain() {
    const heading = make("h3", { say: () => words("explanation") });
    const { right, of } = scoreOf(this.answers, "before");
    fill(this.stage, heading,
      make("p", { class: "score", say: () => words("score_before", { right, of }) }),
      ...this.answers.map(({ question, signal }) => make("section", { class: "explained" },
        ...verdictParts(question.signal, signal),
        playButtons(signals.get(question.signal), () => {}))),
      button(() => words("second_round"), () => this.ask(questionsOf("after", this.ids), 0), { class: "primary" }),
      this.quitButton());
    lead(heading);
  },

  finish() {
    const [before, after] = ["before", "after"].map((step) => scoreOf(this.answers, step));
    const heading = make("h3", { say: () => words("result") });
    const of = (step) => this.answers.filter(({ question }) => question.step === step);
    fill(this.stage, heading, scores(before, after),
      make("p", { class: "score", say: () => adviceWords(of("after")) }),
      scoreTable(of("before"), this.ids, () => words("matrix_before")),
      scoreTable(of("after"), this.ids, () => words("matrix_after")),
      csvButtons(this.answers, this.speed),
      button(() => words("again"), () => showTestStart(), { class: "primary" }));
    lead(heading);
  },

  quitButton() {
    return button(() => words("quit"), () => { now.stop(); showTestStart(); }, { class: "quiet" });
  },
};

/** What to listen to once more; praise where nothing was mistaken. */
function adviceWords(answers) {
  const missed = new Set(answers.filter((answer) => !isRight(answer)).map(({ question }) => question.signal));
  if (!missed.size) return words("advice_none");
  return words("advice", { names: [...missed].map((id) => nameOf(signals.get(id))).join(words("comma")) });
}

/** Goes on from an answered question, and says where to. */
function nextButton(questions, index, goOn) {
  const last = questions[index].step === "before" ? "next_explanation" : "next_result";
  const key = index + 1 < questions.length ? "next" : last;
  return button(() => words(key), goOn, { class: "primary" });
}

function scores(before, after) {
  const figure = (key, { right, of }) => make("div", { class: "figure" },
    make("span", { say: () => words(key) }),
    make("strong", { say: () => words("of", { right, of }) }),
    make("span", { class: "meter", "aria-hidden": "true" },
      make("i", { style: `inline-size:${of ? (100 * right) / of : 0}%` })));
  return make("div", { class: "figures" }, figure("before", before), figure("after", after));
}

function questionHeading(question, count) {
  return make("h3", { say: () => words(`question_${question.step}`, { n: question.number, of: count }) });
}

/** Sounds a question; its name is not said, and the beat is seen only by who asks for it. */
function listenButton(question, speed) {
  const { soundings } = signals.get(question.signal);
  const element = playButton(
    () => words("hear_question"), () => words("test"),
    (ended) => now.start({
      name: () => words("test"), sounding: soundings[speed], speed, ended, hidesRest: true,
      hidesBeat: !byId("see-beat").checked,
    }));
  const note = make("p", { class: "note", say: () => (speed === 1 ? words("real_time") : words("shortened", { n: speed })) });
  return { element: make("div", { class: "listen" }, element, note), press: () => element.click() };
}

function answerButtons(ids, answer) {
  const choices = [...ids, null].map((id, n) => {
    const control = make("button", { type: "button", class: id ? `answer ${signals.get(id).colour}` : "answer unknown", "data-signal": id ?? "", on: { click: () => answer(id) } });
    control.append(make("kbd", { "aria-hidden": "true" }, id ? String(n + 1) : "0"),
      make("span", { say: () => (id ? nameOf(signals.get(id)) : words("dont_know")) }));
    return control;
  });
  const element = make("div", { class: "answers", role: "group" }, ...choices);
  speakLabel(element, () => words("which"));
  return element;
}

/** Which answer was given and, where it is no secret any more, which is right. */
function showChosen(answers, id, right) {
  for (const control of answers.querySelectorAll("button")) {
    control.disabled = true;
    const isChosen = control.dataset.signal === (id ?? "");
    control.classList.toggle("chosen", isChosen);
    control.classList.toggle("is-right", control.dataset.signal === right);
    if (isChosen) control.append(make("span", { class: "tag", say: () => words("your_answer") }));
  }
}

function verdictParts(sounded, answered) {
  const signal = signals.get(sounded);
  const right = sounded === answered;
  const taken = answered && signals.get(answered);
  const key = right ? "right" : taken ? "wrong" : "was";
  const { parts } = explanation(signal, "h4");
  return [
    make("p", { class: `mark ${right ? "is-right" : "is-wrong"}`, say: () => words(key, { name: nameOf(signal), taken: taken ? nameOf(taken) : "" }) }),
    make("div", { class: `card ${signal.colour}` }, ...parts, taken && !right ? factsTable([signal, taken]) : null),
  ];
}
