// <madoguchi-chat server="https://bot.example/" language="auto">: a button that opens a window to ask the ward's bot.
// The window's modules are asked for at once, beside the words; it is built when it is first opened.

/** What the button is called in each locale; the server writes it in, so that it waits for nothing. */
const NAMES = /** @type {Record<string, string>} */ ({});

async function load(/** @type {string} */ name) {
  const response = await fetch(new URL(`./${name}.json`, import.meta.url));
  if (!response.ok) throw new Error(String(response.status));
  return response.json();
}

/** The bot's locale for a tag (BCP 47): `zh-TW` is Chinese in traditional characters. */
function localeOf(/** @type {string} */ tag) {
  const [primary, ...subtags] = tag.toLowerCase().split(/[-_]/);
  if (primary !== "zh") return primary;
  return subtags.some((one) => ["hant", "tw", "hk", "mo"].includes(one)) ? "zh-Hant" : "zh-Hans";
}

/** What an attempt gives once it works, however long the network needs.
 *  @template T  @param {(failed: number) => Promise<T>} attempt  @returns {Promise<T>} */
async function eventually(attempt) {
  for (let failed = 0, pause = 500; ; failed++, pause = Math.min(pause * 2, 8000)) {
    try {
      return await attempt(failed);
    } catch {
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
}

/** A module that failed stays lost under its address; any folder has the same. */
const modules = eventually((failed) => Promise.all(["panel", "conversation", "log", "parts"].map((name) =>
  import(`./${failed ? `../${failed}/` : ""}${name}.js`))));

function button(/** @type {() => void} */ press) {
  const node = document.createElement("button");
  Object.assign(node, { type: "button", className: "launcher", ariaExpanded: "false", onclick: press });
  node.append(document.createElement("span"));
  return node;
}

class MadoguchiChat extends HTMLElement {
  static observedAttributes = ["language"];
  panel = /** @type {Panel | null} */ (null);
  load = load;

  connectedCallback() {
    if (this.shadowRoot) return;
    const root = this.attachShadow({ mode: "open" });
    root.adoptedStyleSheets = [sheet];
    this.launcher = button(() => this.open());
    root.append(this.launcher);
    /** @type {Promise<PanelClass>} */ this.ready = this.prepare();
  }

  attributeChangedCallback() {
    if (this.shadowRoot) this.speak();
  }

  /** The languages to try: the attribute's, or the page's, then the browser's. */
  get tags() {
    const set = this.getAttribute("language") ?? "auto";
    const page = /** @type {HTMLElement | null} */ (this.closest("[lang]"))?.lang;
    return [...(set === "auto" ? [] : [set]), ...(page ? [page] : []), ...navigator.languages];
  }

  get api() {
    const server = this.getAttribute("server");
    const bot = server && new URL(server.replace(/\/?$/, "/"), document.baseURI);
    return String(bot ? new URL("webhooks/website/", bot) : new URL("..", import.meta.url));
  }

  async prepare() {
    const spoken = this.speak();
    const [{ Panel }, { Conversation }] = await modules;
    this.conversation = new Conversation(this.api, this.tags[0]);
    await this.conversation.restore();
    await (this.conversation.chosen ? this.speak(this.conversation.chosen) : spoken);
    if (this.conversation.shown) this.open(false);
    return Panel;
  }

  /** Takes the words of a language; the last wish counts, whichever arrives first. */
  async speak(/** @type {string} */ tag = "") {
    const locales = Object.keys(NAMES);
    const locale = (this.locale = (tag ? [tag] : this.tags).map(localeOf).find((one) => locales.includes(one)) ?? locales[0]);
    Object.assign(this.launcher?.firstElementChild ?? {}, { textContent: NAMES[locale], lang: locale });
    const words = /** @type {Words} */ (await eventually(() => load(`words/${locale}`)));
    if (this.words && locale !== this.locale) return;
    this.words = words;
    this.panel?.label();
  }

  async open(moving = true) {
    const Panel = await /** @type {NonNullable<typeof this.ready>} */ (this.ready);
    (this.panel ??= new Panel(this)).open(moving);
  }
}

// In em, so that a reader's text size carries through. The host's rules are `!important`, since a page may style all.

const sheet = new CSSStyleSheet();
sheet.replaceSync(`
:host { all: initial !important; display: block !important; direction: ltr !important; position: fixed !important; inset: auto 1.25em 1.25em auto !important; z-index: 2147483000 !important;
  font: medium/1.7 system-ui, "Hiragino Sans", "Noto Sans JP", "Noto Sans CJK JP", sans-serif !important; color-scheme: light dark !important;
  --ink: #1f2933; --quiet: #52606d; --line: #d3dae1; --edge: #7b8794; --paper: #fff; --wash: #f2f5f8; --mine: #e0effa; --accent: #00538f; --on: #fff;
  --good: #1b6b3a; --warn: #fff4d6; --warn-ink: #5c3d00; --bad: #a61b1b }
@media (prefers-color-scheme: dark) { :host { --ink: #e6ebf0; --quiet: #b0bac5; --line: #3a4652; --edge: #8796a5; --paper: #171c22; --wash: #20272f;
  --mine: #173a56; --accent: #8cc4f5; --on: #0b1d2c; --good: #85d6a2; --warn: #3d3213; --warn-ink: #ffe3a0; --bad: #ffa8a0 } }
:lang(zh-Hans) { font-family: system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans CJK SC", sans-serif }
:lang(zh-Hant) { font-family: system-ui, "PingFang TC", "Microsoft JhengHei", "Noto Sans TC", "Noto Sans CJK TC", sans-serif }
:lang(ko) { font-family: system-ui, "Apple SD Gothic Neo", "Malgun Gothic", "Noto Sans KR", "Noto Sans CJK KR", sans-serif; word-break: keep-all }
:lang(ja) { font-family: system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans JP", "Noto Sans CJK JP", sans-serif; line-break: strict; word-break: normal }
* { box-sizing: border-box }
[hidden] { display: none !important }
p, h2, ul, blockquote { margin: 0; padding: 0 }
ul { list-style: none }
button, select, textarea, input { font: inherit; color: inherit; letter-spacing: inherit }
button { cursor: pointer; border: 1px solid var(--edge); border-radius: .6em; background: var(--paper); padding: .4em .8em; text-align: start }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
.icon { width: 1.35em; height: 1.35em; flex: none; fill: none; stroke: currentColor; stroke-width: 1.8; stroke-linecap: round; stroke-linejoin: round }
.launcher { display: flex; gap: .6em; align-items: center; padding: .75em 1.35em; border: 2px solid var(--paper); border-radius: 2em; background: var(--accent);
  color: var(--on); font-weight: 600; box-shadow: 0 .2em 1em #0004; max-width: calc(100vw - 2.5em) }
.launcher::before { content: ""; flex: none; width: 1.3em; height: 1.05em; border: .14em solid; border-radius: .4em .4em .4em 0 }

dialog { --tall: min(44em, var(--height, 100vh) - 2.5em);
  position: fixed; inset: calc(var(--top, 0px) + var(--height, 100vh) - var(--tall) - 1.25em) 1.25em auto auto; margin: 0; padding: 0; width: min(27em, calc(100vw - 2.5em)); height: var(--tall);
  max-width: none; max-height: none; border: 1px solid var(--line); border-radius: 1em; background: var(--paper); color: var(--ink); overflow: hidden;
  box-shadow: 0 .5em 2.5em #0005; flex-direction: column }
dialog[open] { display: flex }
dialog::backdrop { background: var(--paper) }
.head { display: flex; flex-wrap: wrap; align-items: center; padding: .5em .7em .35em 1.1em; border-bottom: 1px solid var(--line); background: var(--wash) }
h2 { flex: 1 1 calc(100% - 6em); min-width: 0; font-size: 1.0625em; line-height: 1.35; font-weight: 700; outline-offset: 4px }
.head p { flex: 1 1 6em; font-size: .8125em; line-height: 1.4; color: var(--quiet) }
.language { padding-inline: .3em .1em; display: flex; align-items: center; gap: .2em; border: 1px solid transparent; border-radius: .6em }
.language select { border: 0; background: transparent; padding: .2em .3em .2em 0; min-height: 2em; font-size: .9375em; cursor: pointer }
option { background: var(--paper); color: var(--ink) }
.head button { display: flex; align-items: center; justify-content: center; min-width: 2.5em; min-height: 2.5em; padding: .3em; border-color: transparent; background: transparent }

.log { flex: 1 1 auto; min-height: 6em; overflow-y: auto; overscroll-behavior: contain; padding: 1.1em 1.1em .5em; position: relative }
.log, .part { display: flex; flex-direction: column; gap: 1.1em }
.log:focus-visible { outline-offset: -3px }
.item { max-width: 100%; overflow-wrap: anywhere; flex: none }
.part { flex: none; margin: -.4em; padding: .4em; contain-intrinsic-height: auto 80em }
.part:not(:nth-last-child(-n + 2)) { content-visibility: auto }
.item > p { white-space: pre-wrap; unicode-bidi: isolate }
.item > p + p, .item > .phones + p { margin-top: .6em }
.me { align-self: flex-end; max-width: 85% }
.me > p { padding: .5em .9em; border-radius: 1em 1em .25em 1em; background: var(--mine); width: fit-content; margin-inline-start: auto }
.bot { align-self: stretch }
.item footer { display: flex; flex-wrap: wrap; align-items: center; gap: .25em .6em; margin-top: .35em; font-size: .8125em; color: var(--quiet) }
.me footer { justify-content: flex-end }
.state { display: inline-flex; flex-wrap: wrap; align-items: center; gap: .5em }
[data-state=failed] .state, [data-state=refused] .state { color: var(--bad) }
.retry { color: var(--accent); padding: .2em .7em }
.chip, .thumb { display: inline-flex; align-items: center; gap: .3em; min-height: 2.3em; padding: .2em .7em; border-color: var(--line); border-radius: 2em; color: var(--quiet) }
.chip[aria-expanded=true] { border-color: var(--accent); color: var(--accent) }
.thumbs { display: inline-flex; gap: .3em; margin-inline-start: auto }
.thumb + .thumb .icon { transform: scaleY(-1) }
.thumb[aria-pressed=true] { background: var(--accent); border-color: var(--accent); color: var(--on) }
.quote { flex-basis: 100%; padding: .8em 1em; border-inline-start: .25em solid var(--accent); background: var(--wash); color: var(--ink); font-size: 1.08em }
.quote blockquote { margin: .4em 0; white-space: pre-wrap }
.quote small { color: var(--quiet); font-size: .92em }
.reason { flex-basis: 100%; display: flex; flex-wrap: wrap; gap: .5em; align-items: center; color: var(--ink); font-size: 1.08em }
.reason span { flex-basis: 100% }
.reason input { flex: 1 1 8em; min-width: 0; min-height: 2.5em; padding: .3em .7em; border: 1px solid var(--edge); border-radius: .6em; background: var(--paper) }
.phones { display: grid; gap: .5em; margin-top: .7em }
.phones a { display: flex; flex-wrap: wrap; align-items: center; gap: .1em .6em; min-height: 2.75em; padding: .45em .9em; border: 1px solid var(--accent); border-radius: .6em; color: var(--accent); text-decoration: none }
.number, .phones strong { white-space: nowrap }
.phones span { display: flex; flex-wrap: wrap; gap: 0 .5em; max-width: calc(100% - 2em) }
.phones small { font-size: .875em; color: var(--quiet); margin-inline-start: auto }
.phones .open { color: var(--good); font-weight: 600 }
.replies { display: flex; flex-wrap: wrap; gap: .5em; margin-top: .8em }
.replies button { min-height: 2.6em; border-color: var(--accent); border-radius: 1.4em; color: var(--accent); line-height: 1.4; padding: .45em 1em }
a { color: var(--accent) }

.status:empty { display: none }
.status, .typing { padding: .2em 1.3em; border-top: 1px solid var(--line); font-size: .875em; color: var(--quiet) }
.typing { display: flex; align-items: center; gap: .3em }
.typing span { margin-inline-start: .4em }
.typing i { width: .45em; height: .45em; border-radius: 50%; background: var(--quiet); animation: dot 1.2s infinite }
.typing i:nth-child(2) { animation-delay: .2s }
.typing i:nth-child(3) { animation-delay: .4s }
@keyframes dot { 50% { opacity: .25 } }
.notice, .question:not(:empty) { margin: .4em 1.1em; padding: .7em .9em; border-radius: .6em; background: var(--warn); color: var(--warn-ink); font-size: .9375em; line-height: 1.55 }
.notice .phones a, .question button { background: var(--paper); color: var(--accent); border-color: var(--accent) }
.question:not(:empty) { display: flex; flex-wrap: wrap; gap: .5em; margin: .5em 0 0 }
.question p { flex-basis: 100% }

.compose { padding: .5em 1.1em 1em; border-top: 1px solid var(--line) }
.tools { display: flex; flex-wrap: wrap; gap: 0 .5em; margin-inline: -.4em; font-size: .875em }
.tool { display: inline-flex; align-items: center; gap: .3em; min-height: 2.4em; border-color: transparent; color: var(--accent); padding: .3em .4em }
.line { display: flex; gap: .5em; align-items: flex-end; margin-top: .4em; position: relative }
textarea { flex: 1 1 auto; min-width: 0; min-height: 2.9em; max-height: 9em; padding: .55em .9em; border: 1px solid var(--edge); border-radius: .8em; background: var(--paper); color: var(--ink); resize: none; line-height: 1.6 }
::placeholder { color: var(--quiet); opacity: 1 }
.count { position: absolute; inset: auto 4.5em -1.5em auto; font-size: .75em; color: var(--quiet) }
.send { display: grid; place-items: center; width: 2.9em; height: 2.9em; padding: 0; border-radius: .8em; border-color: var(--accent); background: var(--accent); color: var(--on) }
.menu { position: relative }
.list { position: absolute; z-index: 1; inset: calc(100% + .3em) 0 auto auto; width: max-content; min-width: 13em; max-width: min(20em, 100vw - 6em); padding: .35em; border: 1px solid var(--line); border-radius: .7em; background: var(--paper); box-shadow: 0 .4em 1.5em #0004; font-size: 1rem }
.compose .list { inset: auto auto calc(100% + .3em) 0; font-size: 1.07em }
.list button { display: block; width: 100%; min-height: 2.6em; padding: .45em .8em; border-color: transparent; color: var(--ink); background: transparent }

@media (hover: hover) {
  button:hover, a:hover, .list button:hover { background: var(--wash) }
  .head > button:hover, .head > .menu > button:hover { background: var(--line) }
  .launcher:hover { background: var(--accent); text-decoration: underline }
  .send:hover { background: var(--accent); opacity: .9 }
  .thumb[aria-pressed=true]:hover { background: var(--accent) }
}
@media (max-width: 36em), (max-height: 28em) {
  dialog { inset: var(--top, 0) 0 auto 0; width: 100vw; height: var(--height, 100dvh); border: 0; border-radius: 0 }
  .tool .icon { display: none }
}
dialog[open].low { display: block; overflow-y: auto }
.low .log { overflow: visible }
@media (prefers-reduced-motion: reduce) { .typing i { animation: none } }
@media (forced-colors: active) {
  .launcher, .send, .thumb[aria-pressed=true] { border-color: ButtonText }
  .thumb[aria-pressed=true], .chip[aria-expanded=true] { background: Highlight; color: HighlightText; forced-color-adjust: none }
  .me > p, .notice, .question:not(:empty), .quote { border: 1px solid CanvasText }
  .typing i { background: CanvasText }
}
`);

customElements.get("madoguchi-chat") ?? customElements.define("madoguchi-chat", MadoguchiChat);
