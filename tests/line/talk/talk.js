// A page that looks like a talk of LINE's, and does what LINE's application does with what it gets.

const talk = document.querySelector("#talk");
const choices = document.querySelector("#choices");
const menu = document.querySelector("#menu");
const language = document.querySelector("#language");
const MEDIA = { sticker: "🐼", image: "🖼️", audio: "🎤", location: "📍" };

let user = "";
let seen = 0;
let blocked = false;

const post = async (path, body) =>
  (await fetch(path, {
    method: "POST",
    headers: { "Content-Type": "application/json" },
    body: JSON.stringify(body),
  })).json();

const made = (tag, kind, text = "") =>
  Object.assign(document.createElement(tag), { className: kind, textContent: text });

function add(row) {
  talk.append(row);
  talk.scrollTop = talk.scrollHeight;
}

function say(text, isBig, id) {
  const row = made("div", "row mine");
  const time = made("span", "time", new Date().toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" }));
  if (id) {
    const unsend = Object.assign(made("button", "", "unsend"), { type: "button" });
    unsend.onclick = () => {
      row.replaceWith(made("p", "note", "You unsent a message."));
      post("/talk/event", { user, kind: "unsend", id });
    };
    time.prepend(unsend, document.createElement("br"));
  }
  row.append(time, made("p", `bubble${isBig ? " big" : ""}`, text));
  add(row);
}

async function send(kind, more = {}, shown = "") {
  choices.replaceChildren();
  const { id } = await post("/talk/event", { user, kind, ...more });
  if (shown) say(shown, kind in MEDIA, kind === "text" ? id : "");
}

function fromBot(content) {
  const row = made("div", "row");
  const face = made("span", "face", "窓");
  face.setAttribute("aria-hidden", "true");
  row.append(face, content);
  return row;
}

function card({ body, footer }) {
  const shown = made("article", "card");
  const text = made("div", "body");
  for (const part of body.contents) {
    text.append(part.type === "separator" ? document.createElement("hr")
      : made("p", part.size === "md" ? "" : "small", part.text));
  }
  const foot = made("div", "foot");
  for (const { action } of footer.contents) {
    foot.append(Object.assign(made("a", "", action.label), { href: action.uri }));
  }
  shown.append(text, foot);
  return shown;
}

function show({ how, messages }) {
  if (how === "push") add(made("p", "note", "pushed"));
  for (const message of messages) {
    add(fromBot(message.type === "flex" ? card(message.contents) : made("p", "bubble", message.text)));
  }
  choices.replaceChildren(...(messages.at(-1).quickReply?.items ?? []).map(({ action }) => {
    const button = Object.assign(made("button", "", action.label), { type: "button" });
    button.onclick = () => send("postback", { data: action.data }, action.displayText);
    return button;
  }));
}

function showLoading(isLoading) {
  const present = talk.querySelector(".dots")?.closest(".row");
  if (!isLoading) present?.remove();
  else if (!present) {
    const dots = made("p", "bubble dots");
    dots.append(...[1, 2, 3].map(() => document.createElement("span")));
    add(fromBot(dots));
  }
}

function showMenu(shown) {
  menu.hidden = !shown;
  if (!shown || menu.dataset.shown === shown.id) return;
  menu.dataset.shown = shown.id;
  menu.querySelector("summary").textContent = shown.chatBarText;
  const picture = menu.querySelector(".picture");
  picture.replaceChildren(Object.assign(document.createElement("img"), { src: `/talk/menu/${shown.id}.png`, alt: "" }));
  for (const { bounds, action } of shown.areas) {
    const area = Object.assign(made("button", ""), { type: "button", ariaLabel: action.label });
    area.style.left = `${100 * bounds.x / shown.size.width}%`;
    area.style.width = `${100 * bounds.width / shown.size.width}%`;
    area.onclick = () => send("postback", { data: action.data }, action.displayText);
    picture.append(area);
  }
}

async function look() {
  try {
    const asked = user;
    const answer = await (await fetch(`/talk/messages?user=${user}&after=${seen}`)).json();
    if (asked !== user) return;
    if (answer.calls.length) showLoading(false);
    answer.calls.forEach(show);
    seen += answer.calls.length;
    showLoading(answer.loading);
    showMenu(answer.menu);
  } catch {
    // The demonstration was stopped, or is starting again.
  }
}

async function begin() {
  ({ user } = await post("/talk/friend", { language: language.value || null }));
  seen = 0;
  blocked = false;
  talk.replaceChildren(made("p", "note", "Added as a friend"));
  choices.replaceChildren();
  await send("follow");
}

document.querySelector("#write").onsubmit = (event) => {
  event.preventDefault();
  const input = document.querySelector("#text");
  if (input.value.trim()) send("text", { text: input.value }, input.value);
  input.value = "";
};
for (const button of document.querySelectorAll("[data-send]")) {
  button.onclick = () => send(button.dataset.send, {}, MEDIA[button.dataset.send]);
}
document.querySelector("#block").onclick = () => {
  blocked = !blocked;
  add(made("p", "note", blocked ? "Blocked" : "Unblocked"));
  send(blocked ? "unfollow" : "follow", { again: true });
};
language.onchange = begin;
// Buttons that come and a menu that opens take room from the talk: its end stays in sight.
new ResizeObserver(() => { talk.scrollTop = talk.scrollHeight; }).observe(talk);

await begin();
for (;;) {
  await look();
  await new Promise((done) => setTimeout(done, 400));
}
