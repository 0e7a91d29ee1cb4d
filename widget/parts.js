// What the window is made of: nodes, icons, menus, words in a language, and the box in which a resident writes.

/** A node with attributes, listeners (`onclick`) and children. Text stays text: HTML is never parsed. */
export function h(/** @type {string} */ tag, /** @type {Record<string, any>} */ attributes = {}, /** @type {any[]} */ ...children) {
  const svg = tag === "svg" || tag === "path";
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name.startsWith("on")) node.addEventListener(name.slice(2), value);
    else if (value !== false && value != null) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child != null));
  return /** @type {any} */ (node);
}

const ICONS = {
  down: "M6 9l6 6 6-6", send: "M4 12l16-8-6 16-3-6zM11 14l9-10",
  menu: "M5 7h14M5 12h14M5 17h14", up: "M8 11l4-8 2 1v5h6l-2 11H8zM8 11H4v9h4",
  phone: "M5 4h4l1.5 5-2.5 2a11 11 0 005 5l2-2.5 5 1.5v4c-9 1-16-6-15-15z",
  page: "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5", world: "M12 3a9 9 0 100 18 9 9 0 000-18zM3 12h18M12 3c-5 5-5 13 0 18M12 3c5 5 5 13 0 18",
};

export const icon = (/** @type {keyof typeof ICONS} */ name) =>
  h("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", class: "icon" }, h("path", { d: ICONS[name] }));

/** A list that a button opens; Escape and a press elsewhere close it. */
export function menu(/** @type {Record<string, string>} */ name, /** @type {any[]} */ face, /** @type {() => any[]} */ fill) {
  const list = h("ul", { class: "list", hidden: true });
  const button = h("button", { type: "button", "aria-expanded": "false", ...name }, ...face);
  const toggle = (shown = false) => {
    list.replaceChildren(...(shown ? fill() : []).map((entry) => h("li", {}, entry)));
    list.hidden = !shown;
    button.setAttribute("aria-expanded", String(shown));
  };
  button.onclick = () => toggle(list.hidden);
  return { node: h("div", { class: "menu" }, button, list), list, button, toggle };
}

/** The text as nodes in which https addresses are links, and telephone numbers stay on one line. */
export function linked(/** @type {string} */ text) {
  return text.split(/(https:\/\/[\w\-./?%&=#~:+]*[\w/#=&]|\b0\d{1,3}-\d{2,4}-\d{2,4}\b)/).map((part, odd) => {
    if (odd % 2 === 0) return part;
    return part[0] === "0" ? h("span", { class: "number" }, part)
      : h("a", { href: part, target: "_blank", rel: "noopener noreferrer" }, part);
  });
}

/** Sets each `data-word` of the tree, `data-name` as its accessible name, in the language of the words. */
export function relabel(/** @type {ParentNode} */ root, /** @type {Words} */ { words, locale }) {
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-word],[data-name],[data-hint]"))) {
    const { word, name, hint, at = "", close = "" } = node.dataset;
    node.lang = locale;
    if (name) node.setAttribute("aria-label", words[name]);
    if (hint) node.setAttribute("placeholder", words[hint]);
    if (!word) continue;
    const values = /** @type {Record<string, string>} */ ({ close, open: timeOf(at), day: at && weekday(at, locale) });
    node.textContent = words[word].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }
}

// An ISO 8601 time says day and time of day as they are where it was written, whatever the clock here says.
const dayOf = (/** @type {string} */ at) => at.slice(0, 10);
const timeOf = (/** @type {string} */ at) => at.slice(11, 16).replace(/^0/, "");
const weekday = (/** @type {string} */ at, /** @type {string} */ locale) =>
  new Date(dayOf(at)).toLocaleDateString(locale, { weekday: "long", timeZone: "UTC" });

/** Whether the telephone is answered now; nothing if the hours are those of another day. */
export function answered(/** @type {Hours | undefined} */ hours, /** @type {string} */ zone) {
  const today = new Date().toLocaleDateString("en-CA", { timeZone: zone });
  if (hours?.date !== today) return null;
  if (hours.is_open) return h("small", { class: "open", "data-word": "open_until", "data-close": hours.close });
  if (!hours.next_open) return null;
  return h("small", { "data-word": dayOf(hours.next_open) === today ? "opens_today" : "opens_on", "data-at": hours.next_open });
}

const NUMERALS = "〇零영공 一壱일 二弐이 三参삼 四사 五오 六육륙 七칠 八팔 九구".split(" ");
const DASH = "[\\-‐-―−ー・.,/_|~]{0,3}";
/** Twelve digits in any grouping. Other digits may stand before and after them, but no nearer than a space. */
const NUMBER = RegExp(`(?<!\\d${DASH})\\d(?:${DASH.replace("[", "[\\s")}\\d){11}(?!${DASH}\\d)`, "g");

/** The value of a digit in any script and width, as a string; nothing for what is none. */
function digit(/** @type {string} */ char) {
  const plain = char.normalize("NFKC");
  if (/^\d$/.test(plain)) return plain;
  const value = NUMERALS.findIndex((same) => same.includes(char));
  if (value >= 0) return String(value);
  if (!/^\p{Nd}$/u.test(plain)) return "";
  // The digits of each script stand in a row of ten, from nought on.
  const code = /** @type {number} */ (plain.codePointAt(0));
  let zero = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && code - zero < 9) zero--;
  return String(code - zero);
}

/** The text without its numbers of twelve digits, in any width and grouping: what may be a My Number. */
export function withoutNumbers(/** @type {string} */ text) {
  const chars = [...text];
  const plain = chars.map((char) => digit(char) || char[0]).join("");
  for (const { 0: found, index = 0 } of [...plain.matchAll(NUMBER)].reverse()) chars.splice(index, found.length);
  return chars.join("").trim();
}

/** Characters that the server takes. */
const LONGEST = 2000;

export class Compose {
  /** @param {{words: () => Words, send: (text: string) => void, tools: Node[]}} panel */
  constructor(panel) {
    this.panel = panel;
    this.box = h("textarea", { rows: "1", maxlength: String(LONGEST), enterkeyhint: "send", autocomplete: "off",
      "data-name": "input", "data-hint": "input", oninput: () => this.grow(),
      onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event) });
    this.count = h("span", { class: "count" });
    this.question = h("div", { role: "alert", class: "question" });
    const submit = (/** @type {Event} */ event) => {
      event.preventDefault();
      this.send();
    };
    this.node = h("form", { class: "compose", onsubmit: submit }, h("div", { class: "tools" }, ...panel.tools), this.question,
      h("div", { class: "line" }, this.box, this.count, h("button", { class: "send", "data-name": "send" }, icon("send"))));
  }

  /** Enter sends, unless it confirms what an input method composed (229 where a browser ends that before the key). */
  key(/** @type {KeyboardEvent} */ event) {
    if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
    event.preventDefault();
    this.send();
  }

  grow() {
    const { length } = this.box.value;
    this.box.style.height = "auto";
    this.box.style.height = `${this.box.scrollHeight + 2}px`;
    this.count.textContent = length > LONGEST * 0.9 ? `${length} / ${LONGEST}` : "";
  }

  /** A number of twelve digits stays in the box until the resident has decided; the server's gate is the judge. */
  send() {
    const text = this.box.value.trim();
    if (!text) return this.box.focus();
    if (withoutNumbers(text) === text) return this.submit(text);
    this.ask("number", { number_remove: () => this.submit(withoutNumbers(this.box.value)), number_edit: () => {} });
  }

  submit(/** @type {string} */ text) {
    this.box.value = "";
    this.grow();
    this.answered();
    if (text) this.panel.send(text);
  }

  /** Asks the resident to choose; the focus goes to the first choice, and back to the box. */
  ask(/** @type {string} */ word, /** @type {Record<string, () => void>} */ choices) {
    const buttons = Object.entries(choices).map(([choice, act]) => {
      const chosen = () => (this.answered(), act());
      return h("button", { type: "button", "data-word": choice, onclick: chosen });
    });
    this.question.replaceChildren(h("p", { "data-word": word }), ...buttons);
    relabel(this.question, this.panel.words());
    buttons[0].focus();
  }

  /** Takes the question away. @returns {boolean} whether there was one */
  answered() {
    if (!this.question.firstChild) return false;
    this.question.replaceChildren();
    this.box.focus();
    return true;
  }
}
