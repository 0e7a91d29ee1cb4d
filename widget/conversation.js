// A conversation with the bot over a network that fails: kept in this tab, sent once each, in order. Knows no DOM.

const MINUTE = 60_000;
/** After which nobody finds a conversation that was left, though the browser may bring its closed tab back. */
const LIFETIME = 10 * MINUTE;
const PATIENCE = 20_000;
const LONGEST_PAUSE = 8_000;
/** More than a reload has to bring back. */
const KEPT = 400;

/** A random UUID; pages without TLS have no `crypto.randomUUID`. */
const uuid = () => "10000000-1000-4000-8000-100000000000".replace(/[018]/g, (place) =>
  (Number(place) ^ (crypto.getRandomValues(new Uint8Array(1))[0] & (15 >> (Number(place) / 4)))).toString(16));

class Refusal extends Error {
  /** @param {number} status  @param {number} wait milliseconds that the server asks for */
  constructor(status, wait) {
    super(String(status));
    this.status = status;
    this.wait = wait;
  }
  /** Whether the same message would be refused again. */
  get final() {
    return this.status >= 400 && this.status < 500 && ![401, 408, 425, 429].includes(this.status);
  }
}

/** Events: `item` (detail: one that is new or changed), `link` (online or not), `locale` (that of an answer), `clear`. */
export class Conversation extends EventTarget {
  /** @param {string} api address of the channel, with a slash at its end  @param {string} page the page's language */
  constructor(api, page) {
    super();
    this.api = api;
    this.page = page;
    this.key = `madoguchi ${api}`;
    /** @type {Item[]} */ this.items = [];
    /** @type {string | null} */ this.token = null;
    /** The language of the menu's choice. */ this.chosen = /** @type {string | null} */ (null);
    this.shown = false;
    this.online = navigator.onLine;
    this.epoch = this.saving = 0;
    this.wake = () => {};
    addEventListener("online", () => this.retry());
    addEventListener("offline", () => this.link(false));
    addEventListener("pagehide", () => this.tab && this.keep());
  }

  tell(/** @type {string} */ type, /** @type {any} */ detail = null) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }

  link(/** @type {boolean} */ online) {
    if (online === this.online) return;
    this.online = online;
    this.tell("link", online);
  }

  /** Brings back what this tab kept; another tab into which the browser copied it starts anew. */
  async restore() {
    const kept = this.read();
    if (!kept) return;
    if (Date.now() - kept.at > LIFETIME || !(await this.claim(kept.tab))) return this.forget();
    ({ token: this.token, items: this.items, chosen: this.chosen, shown: this.shown } = kept);
    if (this.shown || this.mine("waiting").length) this.work();
  }

  read() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key) ?? "null");
    } catch {
      return null;
    }
  }

  /** Keeps the conversation in this tab, which is its own from then on; in a moment, since a long one takes its time. */
  save() {
    if (!this.tab) this.claim();
    this.saving ||= setTimeout(() => this.keep());
  }

  keep() {
    clearTimeout(this.saving);
    this.saving = 0;
    const { token, chosen, shown, tab } = this;
    try {
      const kept = { token, chosen, shown, tab, items: this.items.slice(-KEPT), at: Date.now() };
      sessionStorage.setItem(this.key, JSON.stringify(kept));
    } catch {
      // Without storage the conversation lives as long as the page.
    }
  }

  /** Whether no other tab holds this conversation. Two looks, as a page that is left lets go a moment later. */
  async claim(tab = uuid()) {
    this.tab = tab;
    if (!navigator.locks) return true;
    const look = () => new Promise((resolve) => {
      navigator.locks.request(this.key + tab, { ifAvailable: true }, (lock) => {
        resolve(Boolean(lock));
        return lock && new Promise(() => {});
      }).catch(() => resolve(true));
    });
    if (await look()) return true;
    await new Promise((resolve) => setTimeout(resolve, 300));
    return look();
  }

  forget() {
    Object.assign(this, { items: [], token: null, shown: false });
    this.epoch++;
    this.abort?.abort();
    this.claim();
    this.keep();
    this.tell("clear");
  }

  /** Takes a message from the resident; it is sent as soon as may be, after those that failed before it. */
  say(/** @type {{text: string, button?: string}} */ said, /** @type {string} */ locale) {
    this.items.push({ type: "me", id: uuid(), at: Date.now(), locale, state: "waiting", ...said });
    this.changed(this.items[this.items.length - 1]);
    this.retry();
  }

  retry() {
    this.all("failed", "waiting");
    if (this.shown || this.mine("waiting").length) this.work();
    this.wake();
  }

  all(/** @type {"waiting" | "failed"} */ from, /** @type {"waiting" | "failed"} */ to) {
    for (const item of this.mine(from)) this.changed(Object.assign(item, { state: to }));
  }

  mine(/** @type {string} */ state) {
    return /** @type {Mine[]} */ (this.items.filter((item) => item.type === "me" && item.state === state));
  }

  changed(/** @type {Item} */ item) {
    this.save();
    this.tell("item", item);
  }

  /** Opens the session, then sends what waits, one after the other: the next leaves when the last is answered. */
  async work() {
    if (this.working) return;
    this.working = true;
    const { epoch } = this;
    try {
      if (!this.token) await this.persist(() => this.open());
      for (let item; (item = this.mine("waiting")[0]); ) await this.deliver(item);
    } catch {
      if (epoch === this.epoch) this.all("waiting", "failed");
      // Without a greeting there is nothing to press that would try again.
      if (!this.token) setTimeout(() => this.work(), LONGEST_PAUSE);
    } finally {
      this.working = false;
    }
    if (this.mine("waiting").length || epoch !== this.epoch) this.work();
  }

  async open() {
    const epoch = this.epoch;
    const session = await this.post("session", { language: this.chosen ?? this.page }, false);
    if (epoch !== this.epoch) return;
    this.token = session.token;
    if (this.items.some((item) => item.type === "bot")) return this.save();
    this.items.unshift({ type: "bot", re: null, messages: session.greeting, at: Date.now(), locale: localeOf(session) });
    this.changed(this.items[0]);
  }

  async deliver(/** @type {Mine} */ item) {
    const epoch = this.epoch;
    const { id, text, button } = item;
    const said = { id, ...(button ? { button } : { text }), ...(this.chosen ? { language: this.chosen } : {}) };
    try {
      const answer = await this.persist(() => this.post("messages", said));
      if (epoch === this.epoch) this.accept(item, answer);
    } catch (error) {
      if (epoch !== this.epoch) return;
      if (!(error instanceof Refusal && error.final)) throw error;
      this.changed(Object.assign(item, { state: "refused" }));
    }
  }

  accept(/** @type {Mine} */ item, /** @type {any} */ answer) {
    const locale = localeOf(answer);
    const theirs = /** @type {Theirs} */ ({ type: "bot", re: item.id, messages: answer.messages, at: Date.now(), locale });
    this.items.splice(this.items.indexOf(item) + 1, 0, theirs);
    // The bot knows by now in which language the message was; a choice that it was asked to change is over.
    Object.assign(item, { state: "sent", locale });
    if (this.chosen !== locale) this.chosen = null;
    this.changed(item);
    this.changed(theirs);
    this.tell("locale", locale);
  }

  /** What the resident thinks of an answer. */
  async rate(/** @type {Theirs} */ item, /** @type {boolean} */ helpful, /** @type {string} */ reason = "") {
    item.helpful = helpful;
    this.save();
    const said = { id: uuid(), message: item.re, helpful, ...(reason ? { reason } : {}) };
    await this.persist(() => this.post("feedback", said)).catch(() => {});
  }

  /** Tries until it works, for a minute: pauses grow, and end when the network is back. */
  async persist(/** @type {() => Promise<any>} */ attempt) {
    const { epoch } = this;
    const since = Date.now();
    for (let pause = 500; epoch === this.epoch; pause = Math.min(pause * 2, LONGEST_PAUSE)) {
      try {
        return await attempt();
      } catch (error) {
        const refused = error instanceof Refusal ? error : null;
        if (refused?.final || Date.now() - since > MINUTE) throw error;
        if (refused?.status === 401) this.token = null;
        await this.pause(refused?.wait || pause * (0.5 + Math.random()));
      }
    }
  }

  pause(/** @type {number} */ time) {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, time, null);
      this.wake = () => resolve(clearTimeout(timer));
    });
  }

  async post(/** @type {string} */ path, /** @type {object} */ body, signed = true) {
    if (signed && !this.token) await this.open();
    const abort = (this.abort = new AbortController());
    const timer = setTimeout(() => abort.abort(), PATIENCE);
    const headers = { "Content-Type": "application/json", ...(signed && { Authorization: `Bearer ${this.token}` }) };
    try {
      const response = await fetch(this.api + path,
        { method: "POST", headers, signal: abort.signal, credentials: "omit", body: JSON.stringify(body) });
      if (!response.ok) throw new Refusal(response.status, Number(response.headers.get("Retry-After")) * 1000);
      const answer = await response.json();
      this.link(true);
      return answer;
    } catch (error) {
      this.link(error instanceof Refusal && error.status < 500);
      throw error;
    } finally {
      clearTimeout(timer);
    }
  }
}

const localeOf = (/** @type {{language: string, script?: string}} */ answer) =>
  answer.script ? `${answer.language}-${answer.script}` : answer.language;
