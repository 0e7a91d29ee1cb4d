// What the window is made of: nodes, icons, menus, words in a language, and the box in which a resident writes.

/** The page in its own words. @returns {Promise<Page>} */
export async function loadPage() {
  const response = await fetch(new URL("passages.json", import.meta.url));
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

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

/** The time of day, without a nought before it, as the answers write it. */
export const clock = (/** @type {string | number} */ at, /** @type {string} */ locale, /** @type {string | undefined} */ zone = undefined) =>
  new Intl.DateTimeFormat(locale, { hour: "numeric", minute: "2-digit", hourCycle: "h23", timeZone: zone }).format(new Date(at))
    .replace(/^0(?=\d:)/, "");

const dayOf = (/** @type {string | Date} */ at, /** @type {string} */ zone) =>
  new Intl.DateTimeFormat("en-CA", { timeZone: zone }).format(new Date(at));

/** Sets each `data-word` of the tree, `data-name` as its accessible name, in the language of the words. */
export function relabel(/** @type {ParentNode} */ root, /** @type {Words} */ { words, locale, timezone }) {
  for (const node of /** @type {NodeListOf<HTMLElement>} */ (root.querySelectorAll("[data-word],[data-name],[data-hint]"))) {
    const { word, name, hint, close = "", at } = node.dataset;
    node.lang = locale;
    if (name) node.setAttribute("aria-label", words[name]);
    if (hint) node.setAttribute("placeholder", words[hint]);
    if (!word) continue;
    const day = at ? new Intl.DateTimeFormat(locale, { weekday: "long", timeZone: timezone }).format(new Date(at)) : "";
    const values = /** @type {Record<string, string>} */ ({ close, open: at ? clock(at, locale, timezone) : "", day });
    node.textContent = words[word].replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }
}

/** Whether the telephone is answered now; nothing if the hours are those of another day. */
export function answered(/** @type {Hours | undefined} */ hours, /** @type {string} */ zone) {
  const today = dayOf(new Date(), zone);
  if (!hours || (hours.date !== today && !hours.next_open)) return null;
  if (hours.date === today && hours.is_open) return h("small", { class: "open", "data-word": "open_until", "data-close": hours.close });
  if (hours.date !== today || !hours.next_open) return null;
  const word = dayOf(hours.next_open, zone) === today ? "opens_today" : "opens_on";
  return h("small", { "data-word": word, "data-at": hours.next_open });
}

const NUMERALS = ["〇零영공", "一壱일", "二弐이", "三参삼", "四사", "五오", "六육륙", "七칠", "八팔", "九구"];
const GAP = /[\s\-‐-―−ー・.,/_|~]/u;
const LENGTH = 12;

/** The value of a digit in any script and width, as a string; nothing for what is none. */
function digit(/** @type {string} */ char) {
  const plain = char.normalize("NFKC");
  if (/^\d$/.test(plain)) return plain;
  const value = NUMERALS.findIndex((same) => same.includes(char));
  if (value >= 0) return String(value);
  if (!/^\p{Nd}$/u.test(plain)) return "";
  // The digits of each script stand in a row of ten, from nought on.
  let zero = plain.codePointAt(0) ?? 0;
  while (/\p{Nd}/u.test(String.fromCodePoint(zero - 1)) && (plain.codePointAt(0) ?? 0) - zero < 9) zero--;
  return String((plain.codePointAt(0) ?? 0) - zero);
}

/** Groups of digits that nothing but gaps of up to three characters part. */
function runs(/** @type {string} */ text) {
  const all = [];
  let run = /** @type {{start: number, end: number, size: number, wide: boolean}[]} */ ([]);
  let gap = "";
  let at = 0;
  for (const char of text) {
    const last = run[run.length - 1];
    if (digit(char)) {
      if (last && !gap) last.end = at + char.length;
      if (last && !gap) last.size++;
      else run.push({ start: at, end: at + char.length, size: 1, wide: /\s/u.test(gap) });
      gap = "";
    } else if (last && gap.length < 3 && GAP.test(char)) gap += char;
    else {
      if (last) all.push(run);
      run = [];
      gap = "";
    }
    at += char.length;
  }
  return run.length ? [...all, run] : all;
}

/** Where numbers of twelve digits stand, in any width and grouping: what may be a My Number.
 *  @returns {[number, number][]} */
export function twelveDigits(/** @type {string} */ text) {
  const found = /** @type {[number, number][]} */ ([]);
  for (const run of runs(text)) {
    for (let first = 0; first < run.length; first++) {
      if (first && !run[first].wide) continue;
      let size = 0;
      for (let last = first; last < run.length && size < LENGTH; last++) {
        size += run[last].size;
        if (size !== LENGTH || (run[last + 1] && !run[last + 1].wide)) continue;
        found.push([run[first].start, run[last].end]);
        first = last;
      }
    }
  }
  return found;
}

/** The text without its numbers of twelve digits. */
export function withoutNumbers(/** @type {string} */ text) {
  return twelveDigits(text).reverse().reduce((left, [start, end]) => left.slice(0, start) + left.slice(end), text).trim();
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
    if (!twelveDigits(text).length) return this.submit(text);
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
