// Candidates by keyboard: j and k move, a accepts, x rejects. After a decision the next one is current.
const rows = () => [...document.querySelectorAll(".candidate")];
const current = () => document.querySelector(".candidate.current");

function choose(row) {
  for (const one of rows()) one.classList.toggle("current", one === row);
  row?.focus();
}

function step(by) {
  const all = rows();
  const next = all[all.indexOf(current()) + by];
  if (next) choose(next);
}

const actions = {
  j: () => step(1),
  k: () => step(-1),
  a: () => current()?.querySelector('[value="accept"]')?.click(),
  x: () => current()?.querySelector('[value="reject"]')?.click(),
};

document.addEventListener("keydown", (event) => {
  if (event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
  // Turned off on the page of a conversation, single keys are off here too.
  if (event.target.matches("input, textarea, select") || localStorage.getItem("review-keys") === "off") return;
  if (actions[event.key]) { event.preventDefault(); actions[event.key](); }
});

document.addEventListener("htmx:afterSettle", (event) => {
  const decided = document.getElementById(event.detail.target?.id) ?? event.target;
  choose(decided);
  step(1);
});

if (rows().length) choose(rows()[0]);
