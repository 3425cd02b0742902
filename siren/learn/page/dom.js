// Elements made from words.

/** Make an element: `properties` are attributes, `on` holds its listeners, `say` what it says. */
function make(name, properties = {}, ...children) {
  const { on = {}, say, ...attributes } = properties;
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === true) element.setAttribute(key, "");
    else if (value !== false && value != null) element.setAttribute(key, value);
  }
  for (const [event, listener] of Object.entries(on)) element.addEventListener(event, listener);
  if (say) speak(element, say);
  element.append(...children.filter((child) => child != null));
  return element;
}

function button(say, listener, properties = {}) {
  return make("button", { type: "button", say, on: { click: listener }, ...properties });
}

function byId(id) {
  return document.getElementById(id);
}

/** Put children in place of what an element holds. */
function fill(element, ...children) {
  element.replaceChildren(...children.filter((child) => child != null));
}

/** Move the reader on to an element that is no control, so that it is read out. */
function lead(element) {
  element.tabIndex = -1;
  goTo(element);
}

/** Give an element the focus, and move the page no more than it takes to show it. */
function goTo(element) {
  element.focus({ preventScroll: true });
  element.scrollIntoView({ block: "nearest" });
}
