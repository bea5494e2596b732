// The demo page: panes of the sample people, and a clock that can be moved on.

const words = JSON.parse(document.getElementById("words").textContent);
const find = (id) => document.getElementById(id);
const lang = document.documentElement.lang;
const dateFormat = new Intl.DateTimeFormat(lang, {
  year: "numeric", month: "long", day: "numeric", weekday: "long", timeZone: "UTC",
});
const shortFormat = new Intl.DateTimeFormat(lang, {
  month: "long", day: "numeric", weekday: "short", timeZone: "UTC",
});
const timeFormat = new Intl.DateTimeFormat(lang, {
  hour: "2-digit", minute: "2-digit", second: "2-digit", hourCycle: "h23", timeZone: "UTC",
});
const narrow = matchMedia("(max-width: 960px)");
const touched = matchMedia("(pointer: coarse)");
const steps = [...document.querySelectorAll("[data-move]")];
const people = [];
let base = null;

function make(tag, name, content) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (content) element.textContent = content;
  return element;
}

function showClock(now) {
  // The company's wall time, shown as it stands whatever zone this device is in.
  base = { wall: Date.parse(`${now.slice(0, 19)}Z`), at: performance.now() };
  tick();
}

function tick() {
  if (!base) return;
  const wall = new Date(base.wall + performance.now() - base.at);
  find("day").textContent = (narrow.matches ? shortFormat : dateFormat).format(wall);
  find("time").textContent = timeFormat.format(wall);
  find("time").dateTime = wall.toISOString().slice(0, 19);
}

async function ask(path, options) {
  const answer = await fetch(path, { cache: "no-store", ...options });
  const data = await answer.json();
  if (!answer.ok) throw new Error(data.error || words["demo-failed"]);
  return data;
}

function say(text) {
  find("state").textContent = text;
}

async function move(button) {
  for (const step of steps) step.disabled = true;
  button.setAttribute("aria-busy", "true");
  say(words["demo-busy"]);
  try {
    const headers = { "Content-Type": "application/json" };
    showClock((await ask("/demo/clock", { method: "POST", headers, body: button.dataset.move })).now);
    say("");
    renewSoon();
  } catch (error) {
    say(error instanceof TypeError || error instanceof SyntaxError ? words["demo-failed"] : error.message);
  }
  button.removeAttribute("aria-busy");
  for (const step of steps) step.disabled = false;
  button.focus();
}

async function follow() {
  try {
    showClock((await ask("/demo/clock")).now);
  } catch {
    // The panes tell that the connection is gone; the clock runs on by itself.
  }
}

function visible(person) {
  return narrow.matches ? person.front : person.open;
}

function draw() {
  for (const person of people) {
    const on = visible(person);
    if (on) person.unread = false;
    if ((on || person.open) && !person.pane) addPane(person);
    if (person.pane) {
      person.pane.classList.toggle("front", person.front);
      person.pane.classList.toggle("away", !person.open && !narrow.matches);
    }
    person.chip.setAttribute("aria-pressed", String(on));
    person.dot.hidden = !person.unread;
  }
}

function addPane(person) {
  const name = `${person.role_label} ${person.name}`;
  const pane = make("section", "pane");
  pane.setAttribute("aria-label", name);
  const bar = make("div", "bar");
  const face = make("span", "face", person.name.slice(0, 1));
  face.setAttribute("aria-hidden", "true");
  const title = make("h2");
  person.roleName = make("span", "role");
  person.title = make("span");
  title.append(person.roleName, person.title);
  person.about = make("p", "about");
  const close = make("button", "close", "×");
  close.type = "button";
  close.setAttribute("aria-label", `${words["demo-close"]} ${name}`);
  close.addEventListener("click", () => {
    person.open = false;
    draw();
    person.chip.focus();
  });
  bar.append(face, title, person.about, close);
  const frame = make("iframe");
  frame.title = name;
  // Framed by its path, whatever public address the link names.
  frame.src = new URL(person.url, location.origin).pathname;
  person.tries = make("div", "tries");
  person.tries.setAttribute("role", "group");
  person.tries.setAttribute("aria-label", words["demo-try"]);
  pane.append(bar, person.tries, frame);
  person.pane = pane;
  person.frame = frame;
  dress(person);
  const after = people.slice(people.indexOf(person) + 1).find((other) => other.pane);
  find("panes").insertBefore(pane, after ? after.pane : null);
}

// What depends on the role, which changes once a visitor has bound the account.
function dress(person) {
  person.chip.dataset.role = person.role;
  person.label.textContent = person.role_label;
  person.nameShown.textContent = person.name;
  person.codeName.textContent = person.code ? `${words["demo-code"]} ${person.code}` : "";
  if (!person.pane) return;
  person.pane.dataset.role = person.role;
  person.roleName.textContent = person.role_label;
  person.title.textContent = person.name;
  person.about.textContent = words[`demo-about-${person.role}`] || "";
  const dressed = `${person.role} ${person.code}`;
  // Buttons made anew would lose the focus of a keyboard.
  if (person.dressed === dressed) return;
  person.dressed = dressed;
  const lines = (words[`demo-try-${person.role}`] || "").split("\n").filter(Boolean);
  if (person.code) lines.unshift(`${words["demo-code"]} ${person.code}\uff5c${person.code}`);
  const buttons = lines.map((line) => {
    const [name, text] = line.split("\uff5c");
    const button = make("button", "try", name);
    button.type = "button";
    button.addEventListener("click", () => fill(person, text || name));
    return button;
  });
  person.tries.replaceChildren(make("span", "label", words["demo-try"]), ...buttons);
  person.tries.hidden = !lines.length;
}

// The words are put into the field as if typed; sending them is left to the newcomer.
function fill(person, content) {
  const inside = person.frame.contentDocument;
  const field = inside && inside.getElementById("text");
  if (!field) return;
  field.value = content;
  field.dispatchEvent(new Event("input"));
  // On a phone the focus would raise the keyboard over what is to be seen.
  (touched.matches ? inside.getElementById("send") : field).focus();
}

function choose(person) {
  if (narrow.matches) {
    for (const other of people) other.front = other === person;
    person.open = true;
  } else {
    person.open = !person.open;
    if (person.open) for (const other of people) other.front = other === person;
  }
  draw();
  if (person.open && !narrow.matches) person.pane.scrollIntoView({ inline: "nearest", block: "nearest" });
}

function addPerson(data) {
  // The greeting that opens a chat is no news.
  const fresh = !data.newest;
  const person = { ...data, fresh, front: false, unread: false, pane: null, frame: null };
  person.chip = make("button", "chip");
  person.chip.type = "button";
  person.label = make("span", "role");
  person.codeName = make("span", "code");
  person.dot = make("span", "dot");
  person.dot.hidden = true;
  person.dot.append(make("span", "hidden", words["demo-unread"]));
  person.nameShown = make("span");
  person.chip.append(person.label, " ", person.nameShown, " ", person.codeName, person.dot);
  person.chip.addEventListener("click", () => choose(person));
  dress(person);
  if (!person.open && people.length && people[people.length - 1].open) {
    find("chips").append(make("span", "label", words["demo-more"]));
  }
  find("chips").append(person.chip);
  people.push(person);
}

async function renew() {
  try {
    for (const data of (await ask("/demo/people")).people) {
      const person = people.find((one) => one.url === data.url);
      if (!person) continue;
      const { name, role, role_label, code, newest } = data;
      // A chat that was never opened here has no page of its own to tell of news.
      if (!person.pane && newest > person.newest) {
        person.unread = true;
        person.fresh = false;
      }
      Object.assign(person, { name, role, role_label, code, newest });
      dress(person);
    }
    draw();
  } catch {
    // The panes tell that the connection is gone.
  }
}

let renewing = 0;

function renewSoon() {
  clearTimeout(renewing);
  renewing = setTimeout(renew, 300);
}

window.addEventListener("message", (event) => {
  if (event.origin !== location.origin || !event.data || event.data.huifang !== "line") return;
  const person = people.find((one) => one.frame && one.frame.contentWindow === event.source);
  if (!person) return;
  renewSoon();
  const greeting = person.fresh;
  person.fresh = false;
  if (greeting || visible(person)) return;
  person.unread = true;
  draw();
});

async function begin() {
  try {
    for (const data of (await ask("/demo/people")).people) addPerson(data);
  } catch {
    say(words["demo-failed"]);
    return;
  }
  const first = people.find((person) => person.open) || people[0];
  if (first) first.front = true;
  draw();
}

for (const step of steps) step.addEventListener("click", () => move(step));
narrow.addEventListener("change", draw);
setInterval(tick, 1000);
setInterval(() => Promise.all([follow(), renew()]), 20000);
follow();
begin();
