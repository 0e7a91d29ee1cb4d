// The window: its head, menus and box, where the focus goes, and what it says beside the conversation.

import { Log } from "./log.js";
import { Compose, h, icon, menu, relabel } from "./parts.js";

/** Where the window fills the screen: phones, and small windows or great magnification. */
const SMALL = "(max-width: 36em), (max-height: 28em)";
/** In em, the height in which all of the window scrolls, since the conversation has no room of its own. */
const LOW = 18;

export class Panel {
  constructor(/** @type {any} */ host) {
    this.host = /** @type {Host} */ (host);
    this.conversation = this.host.conversation;
    this.root = /** @type {ShadowRoot} */ (this.host.shadowRoot);
    this.log = new Log({ conversation: this.conversation, words: () => this.words, press: (one) => this.press(one),
      say: (word) => this.say(word), load: this.host.load });
    this.heading = h("h2", { id: "title", tabindex: "-1", "data-word": "title" });
    this.choice = h("select", { "data-name": "language", onchange: () => this.choose(this.choice.value) },
      ...Object.entries(this.words.languages).map(([tag, name]) => h("option", { value: tag, lang: tag }, name)));
    this.more = menu({ "data-name": "menu" }, [icon("menu")], () => this.entries());
    this.topics = menu({ class: "tool" }, [h("span", { "data-word": "topics" })], () =>
      this.words.topics.map((one) => this.entry(one.title, () => this.press(one))));
    this.compose = new Compose({ words: () => this.words, tools: [this.topics.node, this.person()],
      send: (text) => this.conversation.say({ text }, this.words.locale) });
    this.status = h("p", { role: "status", class: "status" });
    this.typing = h("p", { class: "typing", hidden: true }, h("i"), h("i"), h("i"), h("span", { "data-word": "typing" }));
    this.notice = h("div", { class: "notice", hidden: true });
    this.dialog = this.window();
    this.filling = false;
    this.root.append(this.dialog);
    this.listen();
    this.label();
    this.linked(this.conversation.online, false);
    this.log.restore();
  }

  get words() {
    return this.host.words;
  }

  listen() {
    const { conversation } = this;
    this.root.addEventListener("click", (event) => this.elsewhere(event));
    conversation.addEventListener("item", () => this.refresh());
    conversation.addEventListener("link", (event) => this.linked(/** @type {CustomEvent} */ (event).detail));
    conversation.addEventListener("locale", (event) => this.follow(/** @type {CustomEvent} */ (event).detail));
    matchMedia(SMALL).addEventListener("change", () => this.dialog.open && this.present());
    for (const moved of ["resize", "scroll"]) window.visualViewport?.addEventListener(moved, () => this.fit());
  }

  label() {
    for (const part of this.dialog.children) if (part !== this.log.node) relabel(part, this.words);
    this.log.label();
    this.choice.value = this.words.locale;
    this.topics.toggle();
    this.more.toggle();
  }

  window() {
    const minimise = h("button", { type: "button", class: "minimise", "data-name": "minimise", onclick: () => this.close() }, icon("down"));
    const head = h("div", { class: "head" }, this.heading, this.more.node, minimise, h("p", { "data-word": "automatic" }),
      h("label", { class: "language" }, icon("world"), this.choice));
    return h("dialog", { "aria-labelledby": "title", onkeydown: (/** @type {KeyboardEvent} */ event) => this.escape(event),
      oncancel: (/** @type {Event} */ event) => { event.preventDefault(); this.close(); } },
      head, this.log.node, this.status, this.notice, this.typing, this.compose.node);
  }

  person() {
    return h("button", { type: "button", class: "tool", onclick: () => this.press(this.words.person) },
      icon("phone"), h("span", { "data-word": "person" }));
  }

  entries() {
    const entry = (/** @type {string} */ word, /** @type {() => void} */ act) => this.entry(this.word(word), act);
    return [entry("copy_all", () => this.copy()), entry("download", () => this.download()), entry("new", () =>
      this.compose.ask("new_ask", { cancel: () => {}, new_yes: () => this.anew() }))];
  }

  /** An entry of a menu; what it does may open another, so the menu closes first. */
  entry(/** @type {string} */ title, /** @type {() => void} */ act) {
    return h("button", { type: "button", lang: this.words.locale, onclick: () => { this.fold(true); act(); } }, title);
  }

  word(/** @type {string} */ key) {
    return this.words.words[key];
  }

  /** Shows the window; `moving` the focus into it unless the page was only loaded again. */
  open(moving = true) {
    this.present();
    this.log.node.scrollTop = this.log.node.scrollHeight;
    if (moving) this.settle(this.heading);
    this.host.launcher.ariaExpanded = "true";
    this.host.launcher.hidden = true;
    this.conversation.shown = true;
    this.conversation.save();
    this.conversation.work();
  }

  /** As a dialog that hides the page where it fills the screen, else beside the page; the focus stays where it is. */
  present() {
    const focused = /** @type {HTMLElement} */ (this.root.activeElement ?? document.activeElement);
    if (this.dialog.open) this.dialog.close();
    this.filling = matchMedia(SMALL).matches;
    this.fit();
    if (this.filling) this.dialog.showModal();
    else this.dialog.show();
    if (focused !== document.body) focused.focus({ preventScroll: true });
    else if (!this.filling) /** @type {HTMLElement} */ (this.root.activeElement)?.blur();
  }

  /** Focus for typing where there are keys; a phone's keyboard would cover what is to be read. */
  settle(/** @type {HTMLElement} */ otherwise) {
    (matchMedia("(pointer: coarse)").matches ? otherwise : this.compose.box).focus({ preventScroll: true });
  }

  close() {
    this.fold();
    this.dialog.close();
    this.host.launcher.hidden = false;
    this.host.launcher.ariaExpanded = "false";
    this.host.launcher.focus({ preventScroll: true });
    this.conversation.shown = false;
    this.conversation.save();
  }

  /** Closes the menus, and gives the focus back to the button of the one that was open. */
  fold(focus = false) {
    for (const menu of [this.topics, this.more]) {
      if (menu.list.hidden) continue;
      menu.toggle();
      if (focus) menu.button.focus();
    }
  }

  elsewhere(/** @type {Event} */ event) {
    const path = event.composedPath();
    for (const menu of [this.topics, this.more]) if (!path.includes(menu.node)) menu.toggle();
  }

  escape(/** @type {KeyboardEvent} */ event) {
    if (event.key !== "Escape" || event.isComposing) return;
    event.preventDefault();
    if (this.compose.answered()) return;
    if (this.topics.list.hidden && this.more.list.hidden) this.close();
    else this.fold(true);
  }

  /** Takes what the keyboard on a screen leaves of it. Two fingers that enlarge the page make no window smaller. */
  fit() {
    const view = window.visualViewport;
    if (!view) return;
    const enlarged = Math.max(1, document.documentElement.clientWidth / view.width);
    const height = view.height * enlarged;
    const panned = enlarged > 1.01 ? 0 : Math.max(0, view.offsetTop);
    const low = height < LOW * parseFloat(getComputedStyle(this.dialog).fontSize);
    this.dialog.style.setProperty("--height", `${height}px`);
    this.dialog.style.setProperty("--top", `${panned}px`);
    this.dialog.classList.toggle("low", low);
    if (low && this.dialog.open && enlarged <= 1.01) this.root.activeElement?.scrollIntoView({ block: "nearest" });
  }

  press(/** @type {Reply} */ { title, button }) {
    this.conversation.say({ text: title, button }, this.words.locale);
    this.settle(this.log.node);
  }

  say(/** @type {string} */ word) {
    // What the notice shows is told, but not shown twice.
    this.status.classList.toggle("unseen", word === "offline");
    this.status.textContent = this.word(word);
    this.status.lang = this.words.locale;
    clearTimeout(this.silence);
    this.silence = setTimeout(() => (this.status.textContent = ""), 6000);
  }

  refresh() {
    this.typing.hidden = !(this.conversation.mine("waiting").length && this.conversation.online);
  }

  /** Without a connection the telephone is what is left. */
  linked(/** @type {boolean} */ online, spoken = true) {
    this.refresh();
    this.notice.hidden = online;
    if (spoken) this.say(online ? "back" : "offline");
    if (online) return;
    this.notice.replaceChildren(h("p", { "data-word": "offline" }), this.log.phones(this.words, this.words.locale));
    relabel(this.notice, this.words);
  }

  async choose(/** @type {string} */ tag) {
    this.conversation.chosen = tag;
    this.conversation.save();
    await this.host.speak(tag);
  }

  /** The widget's words follow the bot's answers. */
  async follow(/** @type {string} */ locale) {
    if (locale !== this.words.locale) await this.host.speak(locale);
  }

  async copy() {
    await navigator.clipboard.writeText(this.log.transcript());
    this.say("copied");
  }

  download() {
    const href = URL.createObjectURL(new Blob([this.log.transcript()], { type: "text/plain;charset=utf-8" }));
    h("a", { href, download: "madoguchi.txt" }).click();
    setTimeout(() => URL.revokeObjectURL(href), 1000);
  }

  anew() {
    this.conversation.forget();
    this.conversation.shown = true;
    this.conversation.work();
    this.settle(this.heading);
  }
}
