// The conversation as it is read: messages, sources, telephone buttons, opinions. Text is never read as HTML.

import { answered, h, icon, linked, relabel, withoutNumbers } from "./parts.js";

/** Messages that are made or relabelled at once, and of which all or none are laid out; more would block the page. */
const PORTION = 6;
const pause = () => new Promise((resolve) => setTimeout(resolve));

export class Log {
  constructor(/** @type {LogPanel} */ panel) {
    this.panel = panel;
    /** @type {Map<Item, HTMLElement>} */ this.shown = new Map();
    this.page = /** @type {Page | null} */ (null);
    // `additions` alone: a label in another language is nothing new.
    this.node = h("div", { role: "log", class: "log", tabindex: "0", "aria-live": "polite",
      "aria-relevant": "additions" });
    this.height = 0;
    new ResizeObserver(() => this.stay()).observe(this.node);
    panel.conversation.addEventListener("item", (event) => this.show(/** @type {CustomEvent} */ (event).detail));
    panel.conversation.addEventListener("clear", () => this.clear());
    panel.conversation.addEventListener("link", () => this.panel.conversation.mine("waiting").forEach((item) => this.show(item)));
  }

  /** What stands at the lower edge stays there, whatever takes from the height: a keyboard, a notice, a long message. */
  stay() {
    const { clientHeight, scrollHeight, scrollTop } = this.node;
    if (!clientHeight) return;
    const lost = this.height - clientHeight;
    this.height = clientHeight;
    if (lost > 0 || scrollTop + clientHeight < scrollHeight - 1) this.node.scrollTop += lost;
  }

  clear() {
    this.shown.clear();
    this.node.replaceChildren();
  }

  /** Shows what was said before this window: in silence what has been announced, and in portions, the latest first. */
  async restore() {
    const { items } = this.panel.conversation;
    const open = items.findIndex((item) => item.type === "me" && item.state !== "sent");
    const old = open < 0 ? [...items] : items.slice(0, open);
    for (const item of items.slice(old.length)) this.put(item);
    for (; old.length && items === this.panel.conversation.items; await pause()) {
      const portion = old.splice(-PORTION).filter((item) => !this.shown.has(item));
      const below = this.node.scrollHeight - this.node.scrollTop;
      this.node.prepend(h("div", { class: "part", "aria-live": "off" }, ...portion.map((item) => this.made(item))));
      this.node.scrollTop = this.node.scrollHeight - below;
    }
  }

  /** Takes the words of the present language, the latest messages first. */
  async label() {
    const words = this.panel.words();
    Object.assign(this.node, { ariaLabel: words.words.log, lang: words.locale });
    const items = [...this.node.querySelectorAll(".item")];
    for (; items.length && words === this.panel.words(); await pause()) {
      for (const node of items.splice(-PORTION)) relabel(node, words);
    }
  }

  show(/** @type {Item} */ item) {
    const known = this.shown.get(item);
    if (known) return this.update(item, known);
    const node = this.put(item);
    const tall = node.offsetHeight > this.node.clientHeight;
    this.node.scrollTop = tall ? node.offsetTop - this.node.offsetTop - 12 : this.node.scrollHeight;
  }

  /** Puts an item where it belongs, which is not always at the end: the greeting may come late. */
  put(/** @type {Item} */ item) {
    const { items } = this.panel.conversation;
    const after = items.slice(items.indexOf(item) + 1).find((one) => this.shown.has(one));
    const node = this.made(item);
    if (after) this.shown.get(after)?.before(node);
    else this.part().append(node);
    return node;
  }

  /** Where the next message goes: a message stays where it was put, since one that is moved is announced again. */
  part() {
    const last = this.node.lastElementChild;
    if (last && !last.ariaLive && last.children.length < PORTION) return last;
    return this.node.appendChild(h("div", { class: "part" }));
  }

  /** The node of an item. What the one before the last offered to press is over. */
  made(/** @type {Item} */ item) {
    const { items } = this.panel.conversation;
    const last = item === items[items.length - 1];
    if (last) this.offer?.remove();
    const node = item.type === "me" ? this.mine(item) : this.theirs(item, last);
    relabel(node, this.panel.words());
    this.shown.set(item, node);
    return node;
  }

  /** By hand, since a formatter of the browser takes longer than all the rest. */
  time(/** @type {Item} */ item) {
    const at = new Date(item.at);
    return h("time", { datetime: at.toISOString() }, `${at.getHours()}:${String(at.getMinutes()).padStart(2, "0")}`);
  }

  mine(/** @type {Mine} */ item) {
    const node = h("article", { class: "item me" },
      h("span", { class: "unseen", "data-word": "you" }),
      h("p", { dir: "auto", lang: item.locale }, item.text),
      h("footer", {}, h("span", { class: "state" }), this.time(item)));
    this.update(item, node);
    return node;
  }

  update(/** @type {Item} */ item, /** @type {HTMLElement} */ node) {
    if (item.type !== "me") return;
    const failed = item.state === "failed";
    // What is answered in a moment needs no word about it.
    const waiting = this.panel.conversation.online ? "" : "waiting";
    const word = { waiting, failed: "failed", refused: "failed", sent: "" }[item.state];
    node.dataset.state = item.state;
    /** @type {HTMLElement} */ (node.querySelector("p")).lang = item.locale;
    /** @type {HTMLElement} */ (node.querySelector(".state")).replaceChildren(
      word ? h("span", { "data-word": word }) : "",
      failed ? h("button", { type: "button", class: "retry", "data-word": "retry",
        onclick: () => this.panel.conversation.retry() }) : "");
    relabel(node, this.panel.words());
  }

  theirs(/** @type {Theirs} */ item, /** @type {boolean} */ last) {
    const node = h("article", { class: "item bot" }, h("span", { class: "unseen", "data-word": "bot" }));
    for (const message of item.messages) {
      node.append(h("p", { dir: "auto", lang: item.locale }, ...linked(message.text)));
      if (message.phones) node.append(this.phones(message, item.locale));
    }
    const passages = item.messages.flatMap((message) => message.source?.passages ?? []);
    const [chip, quote] = passages.length ? this.source([...new Set(passages)]) : [];
    const [thumbs, reason] = item.re ? this.opinion(item) : [];
    node.append(h("footer", {}, this.time(item), chip, thumbs, quote, reason));
    const replies = item.messages[item.messages.length - 1].quick_replies;
    if (last && replies.length) node.append((this.offer = this.replies(replies, item.locale)));
    return node;
  }

  replies(/** @type {Reply[]} */ replies, /** @type {string} */ lang) {
    return h("ul", { class: "replies", lang }, ...replies.map((one) =>
      h("li", {}, h("button", { type: "button", onclick: () => this.panel.press(one) }, one.title))));
  }

  /** The hours are those of the call centre, whose number comes first.
   *  @param {Pick<Said, "phones" | "hours">} said  @param {string} lang */
  phones({ phones = [], hours }, lang) {
    const { timezone, phones: known } = this.panel.words();
    return h("ul", { class: "phones", lang }, ...phones.map(({ label, number, tel }) =>
      h("li", {}, h("a", { href: tel }, icon("phone"), h("span", {}, label, " ", h("strong", {}, number)),
        number === known[1].number ? null : answered(hours, timezone)))));
  }

  source(/** @type {string[]} */ passages) {
    const quote = h("div", { class: "quote", hidden: true });
    const chip = h("button", { type: "button", class: "chip", "aria-expanded": "false", onclick: async () => {
      quote.hidden = !(quote.hidden && (quote.firstChild || (await this.quote(quote, passages))));
      chip.ariaExpanded = String(!quote.hidden);
      quote.scrollIntoView({ block: "nearest" });
    } }, icon("page"), h("span", { "data-word": "source" }));
    return [chip, quote];
  }

  /** The page's own words, its id and its date. @returns {Promise<boolean>} whether they could be had */
  async quote(/** @type {HTMLElement} */ quote, /** @type {string[]} */ wanted) {
    const page = (this.page ??= await this.panel.load("passages").catch(() => null));
    if (!page) return (this.panel.say("offline"), false);
    const { passages, url } = page;
    const named = h("small", { "data-word": "page_named" });
    quote.replaceChildren(h("strong", { "data-word": "original" }),
      ...wanted.map((one) => h("blockquote", { lang: "ja" }, passages[one])),
      url ? h("a", { href: url, target: "_blank", rel: "noopener noreferrer" }, named) : named);
    relabel(quote, this.panel.words());
    return true;
  }

  opinion(/** @type {Theirs} */ item) {
    const form = h("form", { class: "reason", hidden: true });
    const thumbs = [true, false].map((helpful) => h("button", { type: "button", class: "thumb",
      "aria-pressed": String(item.helpful === helpful), "data-name": helpful ? "helpful" : "unhelpful",
      onclick: () => this.rate(item, helpful, thumbs, form) }, icon("up")));
    return [h("span", { class: "thumbs", role: "group", "data-name": "rate" }, ...thumbs), form];
  }

  rate(/** @type {Theirs} */ item, /** @type {boolean} */ helpful, /** @type {HTMLElement[]} */ thumbs, /** @type {HTMLElement} */ form) {
    thumbs.forEach((thumb, place) => (thumb.ariaPressed = String(helpful === !place)));
    this.panel.conversation.rate(item, helpful);
    this.panel.say("thanks");
    const box = h("input", { name: "reason", maxlength: "500", autocomplete: "off", "data-name": "reason" });
    form.replaceChildren(h("span", { "data-word": "reason" }), box, h("button", { "data-word": "reason_send" }));
    form.onsubmit = (event) => {
      event.preventDefault();
      const reason = withoutNumbers(box.value);
      if (reason) this.panel.conversation.rate(item, helpful, reason);
      form.hidden = true;
      thumbs[helpful ? 0 : 1].focus();
      this.panel.say("thanks");
    };
    form.hidden = false;
    relabel(form, this.panel.words());
    form.scrollIntoView({ block: "nearest" });
  }

  /** The conversation as plain text, in the words of the present language. */
  transcript() {
    const { words, locale } = this.panel.words();
    const said = this.panel.conversation.items.map((item) => {
      const text = item.type === "me" ? item.text : item.messages.map((message) => message.text).join("\n\n");
      return `[${new Date(item.at).toLocaleString(locale)}] ${item.type === "me" ? words.you : words.bot}\n${text}\n`;
    });
    return [words.title, words.page_named, "", ...said].join("\n");
  }
}
