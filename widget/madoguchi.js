// <madoguchi-chat server="https://bot.example/" language="auto">: a button that opens a window to ask the ward's bot.

import { Compose } from "./compose.js";
import { Conversation } from "./conversation.js";
import { h, icon, loadWords, menu, relabel, sheet } from "./face.js";
import { Log } from "./log.js";

/** Where the window fills the screen: phones, and small windows or great magnification. */
const SMALL = "(max-width: 36em), (max-height: 28em)";

class MadoguchiChat extends HTMLElement {
  static observedAttributes = ["language"];

  async connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    const server = this.getAttribute("server");
    const bot = server && new URL(server.replace(/\/?$/, "/"), document.baseURI);
    const api = bot ? new URL("webhooks/website/", bot) : new URL("..", import.meta.url);
    this.conversation = new Conversation(String(api), this.tags[0]);
    const restored = this.conversation.restore();
    await this.speak();
    await restored;
    this.build(root);
    if (this.conversation.chosen) await this.speak(this.conversation.chosen);
    await this.log?.restore();
    if (this.conversation.shown) this.open(false);
  }

  attributeChangedCallback() {
    if (this.log) this.speak();
  }

  /** The languages to try: the attribute's, or the page's, then the browser's. */
  get tags() {
    const set = this.getAttribute("language") ?? "auto";
    const page = /** @type {HTMLElement | null} */ (this.closest("[lang]"))?.lang;
    return [...(set === "auto" ? [] : [set]), ...(page ? [page] : []), ...navigator.languages];
  }

  /** Takes the words of a language, however long the network needs. */
  async speak(/** @type {string} */ tag = "") {
    for (let pause = 500; ; pause = Math.min(pause * 2, 8000)) {
      try {
        this.words = await loadWords(tag ? [tag] : this.tags);
        break;
      } catch {
        await new Promise((resolve) => setTimeout(resolve, pause));
      }
    }
    if (this.log) this.label();
  }

  label() {
    const { words } = this;
    if (!words || !this.shadowRoot || !this.choice) return;
    relabel(this.shadowRoot, words);
    this.choice.value = words.locale;
    this.topics?.toggle();
    this.more?.toggle();
  }

  build(/** @type {ShadowRoot} */ root) {
    const { conversation } = this;
    this.log = new Log({ conversation, words: () => this.words, press: (one) => this.press(one), say: (word) => this.say(word) });
    this.launcher = h("button", { type: "button", class: "launcher", "aria-expanded": "false", onclick: () => this.open() },
      icon("chat"), h("span", { "data-word": "open" }));
    this.status = h("p", { role: "status", class: "status" });
    this.typing = h("p", { class: "typing", hidden: true }, h("i"), h("i"), h("i"), h("span", { "data-word": "typing" }));
    this.notice = h("div", { class: "notice", hidden: true });
    this.dialog = h("dialog", { "aria-labelledby": "title", onkeydown: (/** @type {any} */ event) => this.escape(event),
      oncancel: (/** @type {Event} */ event) => { event.preventDefault(); this.close(); } },
      this.head(), this.log.node, this.status, this.notice, this.typing, this.form());
    root.append(this.launcher, this.dialog);
    root.addEventListener("click", (event) => this.elsewhere(event));
    conversation.addEventListener("item", () => this.refresh());
    conversation.addEventListener("link", (event) => this.linked(/** @type {CustomEvent} */ (event).detail));
    conversation.addEventListener("locale", (event) => this.follow(/** @type {CustomEvent} */ (event).detail));
    matchMedia(SMALL).addEventListener("change", () => this.dialog.open && this.present());
    window.visualViewport?.addEventListener("resize", () => this.fit());
    this.label();
    this.linked(conversation.online, false);
    this.refresh();
  }

  head() {
    const { languages = {} } = this.words ?? {};
    this.choice = h("select", { "data-name": "language", onchange: () => this.choose(this.choice.value) },
      ...Object.entries(languages).map(([tag, name]) => h("option", { value: tag, lang: tag }, name)));
    this.more = menu({ "data-name": "menu" }, [icon("menu")], () => this.entries());
    this.heading = h("h2", { id: "title", tabindex: "-1", "data-word": "title" });
    return h("div", { class: "head" }, this.heading, this.more.node,
      h("button", { type: "button", class: "minimise", "data-name": "minimise", onclick: () => this.close() }, icon("down")),
      h("p", { "data-word": "automatic" }), h("label", { class: "language" }, icon("world"), this.choice));
  }

  entries() {
    const entry = (/** @type {string} */ word, /** @type {() => void} */ act) => this.entry(this.word(word), act);
    return [entry("copy_all", () => this.copy()), entry("download", () => this.download()), entry("new", () =>
      this.compose.ask("new_ask", { cancel: () => {}, new_yes: () => this.anew() }))];
  }

  /** An entry of a menu; what it does may open another, so the menu closes first. */
  entry(/** @type {string} */ title, /** @type {() => void} */ act) {
    return h("button", { type: "button", lang: this.words?.locale, onclick: () => { this.fold(true); act(); } }, title);
  }

  form() {
    this.topics = menu({ class: "tool" }, [h("span", { "data-word": "topics" })], () =>
      (this.words?.topics ?? []).map((one) => this.entry(one.title, () => this.press(one))));
    const person = h("button", { type: "button", class: "tool", onclick: () => this.words && this.press(this.words.person) },
      icon("phone"), h("span", { "data-word": "person" }));
    this.compose = new Compose({ words: () => this.words, tools: [this.topics.node, person],
      send: (text) => this.conversation.say({ text }, this.words.locale) });
    return this.compose.node;
  }

  word(/** @type {string} */ key) {
    return this.words?.words[key] ?? "";
  }

  /** Shows the window; `moving` the focus into it unless the page was only loaded again. */
  open(moving = true) {
    this.present();
    this.launcher.ariaExpanded = "true";
    this.launcher.hidden = true;
    this.conversation.shown = true;
    this.conversation.save();
    this.conversation.work();
    this.fit();
    this.log.node.scrollTop = this.log.node.scrollHeight;
    if (moving) this.settle(this.heading);
  }

  /** As a dialog that hides the page where it fills the screen, else beside the page. */
  present() {
    const focused = this.shadowRoot.activeElement ?? document.activeElement;
    if (this.dialog.open) this.dialog.close();
    if (matchMedia(SMALL).matches) this.dialog.showModal();
    else this.dialog.show();
    focused?.focus({ preventScroll: true });
  }

  /** Focus for typing where there are keys; a phone's keyboard would cover what is to be read. */
  settle(/** @type {HTMLElement} */ otherwise) {
    (matchMedia("(pointer: coarse)").matches ? otherwise : this.compose.box).focus({ preventScroll: true });
  }

  close() {
    this.fold();
    this.dialog.close();
    this.launcher.hidden = false;
    this.launcher.ariaExpanded = "false";
    this.launcher.focus({ preventScroll: true });
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

  fit() {
    const view = window.visualViewport;
    if (!view || !this.dialog.open) return;
    this.dialog.style.setProperty("--height", `${view.height}px`);
    this.dialog.style.setProperty("--top", `${view.offsetTop}px`);
  }

  press(/** @type {import("./face.js").Button} */ { title, button }) {
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
    await this.speak(tag);
  }

  /** The widget's words follow the bot's answers. */
  async follow(/** @type {string} */ locale) {
    if (locale !== this.words.locale) await this.speak(locale);
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

  async anew() {
    await this.conversation.forget();
    this.conversation.shown = true;
    this.conversation.work();
    this.settle(this.heading);
  }
}

customElements.get("madoguchi-chat") ?? customElements.define("madoguchi-chat", MadoguchiChat);
