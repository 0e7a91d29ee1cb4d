// A conversation by keyboard: single keys act on the message that is current. They can be turned off (WCAG 2.1.4).
const REMEMBERED = "review-keys";
const messages = () => [...document.querySelectorAll("[data-judgeable]")];
const current = () => document.querySelector("[data-judgeable].current");

function choose(message) {
  for (const one of messages()) one.classList.toggle("current", one === message);
  message?.scrollIntoView({ block: "nearest" });
  message?.focus({ preventScroll: true });
}

function step(by) {
  const all = messages();
  const next = all[all.indexOf(current()) + by];
  if (next) choose(next);
}

const press = (button) => button?.click();
const within = (selector) => current()?.querySelector(selector);
const follow = (id) => document.getElementById(id)?.click();

function open(id) {
  const field = document.getElementById(id);
  field?.scrollIntoView({ block: "nearest" });
  field?.focus();
}

const actions = {
  j: () => step(1),
  k: () => step(-1),
  r: () => press(within(".verdict.right")),
  w: () => press(within(".verdict.not")),
  i: () => { const field = within("input.intent"); field?.focus(); field?.select(); },
  m: () => open("new-note"),
  t: () => open("new-tag"),
  f: () => open("colleague"),
  d: () => press(document.getElementById("done")),
  n: () => follow("way-after"),
  p: () => follow("way-before"),
  l: () => follow("way-list"),
  "?": () => { const keys = document.getElementById("keys"); keys.open = !keys.open; if (keys.open) keys.scrollIntoView({ block: "nearest" }); },
};

const isWriting = (element) => element.matches("input:not([type=checkbox]), textarea, select") || element.isContentEditable;
const areOn = () => document.getElementById("keys-on").checked;

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  if (isWriting(event.target)) {
    if (event.key === "Escape") { event.target.blur(); choose(current() ?? messages()[0]); }
    return;
  }
  const action = areOn() && actions[event.key];
  if (!action) return;
  event.preventDefault();
  action();
});

// What was judged is a new element; it stays current, and after a judgement the next one waiting becomes so.
document.addEventListener("htmx:afterSettle", (event) => {
  const message = event.target.closest?.("[data-judgeable]") ?? document.getElementById(event.detail.target?.id);
  if (message?.matches("[data-judgeable]")) choose(message);
});

document.addEventListener("focusin", (event) => {
  const message = event.target.closest("[data-judgeable]");
  if (message && message !== current()) for (const one of messages()) one.classList.toggle("current", one === message);
});

const toggle = document.getElementById("keys-on");
toggle.checked = localStorage.getItem(REMEMBERED) !== "off";
toggle.addEventListener("change", () => localStorage.setItem(REMEMBERED, toggle.checked ? "on" : "off"));

const named = location.hash && document.querySelector(`[data-judgeable]${location.hash}`);
const first = named || messages().find((one) => one.querySelector(".badge.why") && !one.querySelector(".judged")) || messages()[0];
if (first) choose(first);
