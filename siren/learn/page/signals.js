// The signals that are taught, a card each.

function card(signal, heading) {
  const { parts, follow } = explanation(signal, heading);
  const element = make("article", { "data-signal": signal.id, class: `card ${signal.colour}` }, ...parts);
  element.append(playButtons(signal, (atS, isOn) => {
    follow(atS);
    element.classList.toggle("sounds", Boolean(isOn));
    if (atS === null) byId("invitation").hidden = !page.test;
  }));
  return element;
}

function showSignals() {
  byId("cards").append(...page.signals.map((signal) => card(signal, "h3")));
}
