// The listening test: what is asked and how answers add up. The rules stand in
// siren/learn/listening.py; the numbers come from there.

/** The questions of a round, in random order. */
function questionsOf(round, ids) {
  const isTwice = round === "after" && ids.length <= page.test.twice_up_to;
  const order = shuffled(isTwice ? [...ids, ...ids] : ids);
  return order.map((signal, n) => ({ step: round, number: n + 1, signal }));
}

function shuffled(items) {
  const order = [...items];
  for (let n = order.length - 1; n > 0; n -= 1) {
    const other = Math.floor(Math.random() * (n + 1));
    [order[n], order[other]] = [order[other], order[n]];
  }
  return order;
}

/** What a digit stands for: 1, 2, 3 ... for the signals, 0 for the last choice, "I don't know". */
function chosenBy(digit, choices) {
  return digit < choices.length ? choices.at(digit - 1) : undefined;
}

/** How many answers of a round were right, and of how many; `count` people gave each. */
function scoreOf(answers, step) {
  const given = answers.filter((answer) => answer.question.step === step);
  const sum = (some) => some.reduce((total, { count }) => total + count, 0);
  return { right: sum(given.filter(isRight)), of: sum(given) };
}

function isRight(answer) {
  return answer.signal === answer.question.signal;
}

/** A row for each signal that sounded: how often it was taken for each, and for none. */
function matrixOf(answers, ids) {
  return ids.map((sounded) => [...ids, null].map((taken) => answers
    .filter(({ question, signal }) => question.signal === sounded && signal === taken)
    .reduce((total, { count }) => total + count, 0)));
}
