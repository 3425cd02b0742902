// The score, the matrix of what was taken for what, and both as a file.

function scoreTable(answers, ids, caption) {
  const rows = matrixOf(answers, ids);
  const heads = [...ids.map((id) => () => nameOf(signals.get(id))), () => words("dont_know")];
  const table = make("table", { class: "matrix", style: `--answers:${heads.length}` },
    make("thead", {},
      make("tr", {}, make("td"), make("th", { colspan: heads.length, scope: "colgroup", say: () => words("answered") })),
      make("tr", {}, make("th", { scope: "col", say: () => words("sounded") }),
        ...heads.map((head) => make("th", { scope: "col", say: head })))),
    make("tbody", {}, ...rows.map((row, r) => make("tr", {},
      make("th", { scope: "row", say: () => nameOf(signals.get(ids[r])) }),
      ...row.map((count, c) => cell(count, r === c))))));
  const scrolls = make("div", { class: "scrolls", tabindex: "0", role: "region" }, table);
  for (const element of [table, scrolls]) speakLabel(element, caption);
  return make("section", {}, make("h4", { say: caption }), scrolls);
}

function cell(count, isRightOne) {
  const kind = isRightOne ? "right" : count ? "wrong" : "";
  const element = make("td", { class: kind });
  element.textContent = count ? (isRightOne ? `✓ ${count}` : `✗ ${count}`) : "0";
  return element;
}

/** The columns and words of siren/learn/answers_csv.py, and how many gave an answer. */
function csvOf(answers, speed) {
  const rows = answers.map(({ question, signal, count }) => [
    question.step, question.number, question.signal, signal ?? "?",
    Number(question.signal === signal), count, speed,
  ]);
  const head = ["step", "question", "sounded", "answered", "correct", "count", "speed"];
  return [head, ...rows].map((row) => `${row.join(",")}\r\n`).join("");
}

/** Buttons that copy or download the answers; nothing leaves the page by itself. */
function csvButtons(answers, speed) {
  const done = make("p", { role: "status" });
  const csv = () => csvOf(answers, speed);
  return make("div", { class: "buttons" },
    button(() => words("copy"), async () => {
      const isCopied = await copied(csv());
      speak(done, () => words(isCopied ? "copied" : "not_copied"));
    }),
    button(() => words("download"), () => {
      const url = URL.createObjectURL(new Blob(["\ufeff", csv()], { type: "text/csv" }));
      make("a", { href: url, download: "siren-listening-test.csv" }).click();
    }),
    done);
}

async function copied(text) {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = make("textarea", { class: "unseen" });
    area.value = text;
    document.body.append(area);
    area.select();
    const isDone = document.execCommand("copy"); // where the clipboard is only for served pages
    area.remove();
    return isDone;
  }
}
