// Where a resident writes: sending by keys, composing by input methods, and numbers that are not to be sent.

import { h, icon, relabel } from "./face.js";

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
  /** @param {{words: () => import("./face.js").Words, send: (text: string) => void, tools: Node[]}} panel */
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
