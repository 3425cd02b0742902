// A timeline drawn to scale, with a cursor that moves with the sound.

const TICK_STEPS_S = [1, 2, 5, 10, 15, 30, 60, 120, 180, 300, 600, 900, 1800, 3600, 7200, 14_400, 21_600, 43_200, 86_400];
const SVG = "http://www.w3.org/2000/svg";

/**
 * A strip of `lengthS` seconds. `paths` are outlines with the colour each has; `label` turns
 * seconds into the words under a tick; `describe` says in words what is drawn.
 */
function strip({ lengthS, paths, label = clock, describe, ticks = 7 }) {
  const picture = document.createElementNS(SVG, "svg");
  picture.setAttribute("viewBox", `0 0 ${lengthS} 1`);
  picture.setAttribute("preserveAspectRatio", "none");
  picture.setAttribute("aria-hidden", "true");
  for (const { path, colour } of paths) {
    const shape = document.createElementNS(SVG, "path");
    shape.setAttribute("d", path);
    shape.setAttribute("class", colour);
    picture.append(shape);
  }
  const cursor = make("div", { class: "cursor", hidden: true });
  const element = make(
    "figure",
    { class: "strip" },
    make("div", { class: "lane", role: "img" }, picture, cursor),
    make("div", { class: "axis", "aria-hidden": "true" }, ...marks(lengthS, label, ticks)),
  );
  const lane = element.firstChild;
  speakLabel(lane, describe);
  /** Put the cursor at a second, or take it away. */
  const show = (atS) => {
    cursor.hidden = atS === null;
    if (atS !== null) cursor.style.insetInlineStart = `${(100 * Math.min(atS, lengthS)) / lengthS}%`;
  };
  return { element, show };
}

function marks(lengthS, label, most) {
  const stepS = TICK_STEPS_S.find((step) => lengthS / step < most) ?? lengthS;
  const count = Math.floor(lengthS / stepS + 1e-6) + 1;
  return Array.from({ length: count }, (_, n) => {
    const share = (n * stepS) / lengthS;
    const mark = make("span", { class: share > 0.93 ? "last" : share < 0.02 ? "first" : "" });
    mark.textContent = label(n * stepS);
    mark.style.insetInlineStart = `${100 * share}%`;
    return mark;
  });
}
