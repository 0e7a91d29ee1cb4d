// What the modules hand to each other, for the checker alone: browsers never load this file.

/** An answer's button: what it is called, and what the bot gets. */
interface Reply { title: string; button: string }

/** A telephone number as it is read and as it is called. */
interface Phone { label: string; number: string; tel: string }

/** When the call centre answers: on `date` until `close`, and otherwise from `next_open` on (ISO 8601). */
interface Hours { date: string; close: string | null; is_open: boolean; next_open: string | null }

/** The widget's words in a language, and what it must know before it has said anything to the bot. */
interface Words {
  locale: string; words: Record<string, string>; languages: Record<string, string>; timezone: string;
  topics: Reply[]; person: Reply; phones: Phone[];
}

/** The ward's page: its passages by their ids, and its address where the ward gives it. */
interface Page { passages: Record<string, string>; url?: string }

interface Said { text: string; quick_replies: Reply[]; phones?: Phone[]; hours?: Hours; source?: { passages: string[] } }

/** What a resident wrote or pressed. */
interface Mine {
  type: "me"; id: string; text: string; button?: string; at: number; locale: string;
  state: "waiting" | "failed" | "refused" | "sent";
}

/** What the bot answered to the message `re`; the greeting answers none. */
interface Theirs { type: "bot"; re: string | null; messages: Said[]; at: number; locale: string; helpful?: boolean }

type Item = Mine | Theirs;

/** What the window needs of the element in the page. */
interface Host extends HTMLElement {
  words: Words; launcher: HTMLElement; conversation: import("./conversation.js").Conversation;
  speak(tag: string): Promise<void>; load(name: string): Promise<any>;
}

/** What the conversation's log asks of the window. */
interface LogPanel {
  conversation: import("./conversation.js").Conversation; words(): Words; press(button: Reply): void; say(word: string): void;
  load(name: string): Promise<Page>;
}

type Panel = import("./panel.js").Panel;
type PanelClass = typeof import("./panel.js").Panel;
