// The page: bubbles, buttons, the field to type in.

import { attaching, drawn } from "./files.js";
import { dayWords, speak as show, tongueOf, worded, words } from "./tongue.js";
import { Wire, newId } from "./wire.js";

const find = (id) => document.getElementById(id);
const [log, scroll, pill, banner, form, text] = ["log", "scroll", "pill", "banner", "form", "text"].map(find);
const embedded = window.parent !== window;
const UNSENT = 8000;

const theirs = new Map();
const mine = new Map();
let lastDay = "";
let stick = true;
let newest = "";
let waiting = true;

function make(tag, name, content) {
  const element = document.createElement(tag);
  if (name) element.className = name;
  if (content) element.textContent = content;
  return element;
}

function atBottom() {
  return scroll.scrollHeight - scroll.scrollTop - scroll.clientHeight < 60;
}

// Of a message longer than the page its beginning is read first, not its last buttons.
function toBottom() {
  const last = log.lastElementChild?.matches(".line:not(.mine)") ? log.lastElementChild : null;
  const long = last && last.offsetHeight > scroll.clientHeight;
  if (long) scroll.scrollTop += last.getBoundingClientRect().top - scroll.getBoundingClientRect().top - 8;
  else scroll.scrollTop = scroll.scrollHeight;
  pill.hidden = true;
}

function settle(added) {
  if (stick) toBottom();
  else if (added) pill.hidden = false;
}

function day(at, before = null) {
  const date = (at || "").slice(0, 10);
  if (!date || date === lastDay) return;
  lastDay = date;
  const line = make("p", "day", dayWords(date));
  line.dataset.day = date;
  log.insertBefore(line, before);
}

// What was just said gets its time, and its day, once the server has it.
function stamp(entry, at) {
  day(at, entry.line);
  entry.time.textContent = at.slice(11, 16);
  entry.time.dateTime = at;
}

function bubble(isMine, content, at, file) {
  day(at);
  const line = make("div", isMine ? "line mine" : "line");
  line.append(worded(make("span", "hidden"), isMine ? "web-me" : "web-them"));
  const body = make("div", "bubble", content);
  body.lang = tongueOf(content);
  if (file) body.prepend(drawn(file, words));
  const meta = make("div", "meta");
  const time = make("time", "", (at || "").slice(11, 16));
  if (at) time.dateTime = at;
  meta.append(time);
  line.append(body, meta);
  log.append(line);
  return { line, body, meta, time, choices: null, version: 0 };
}

// Buttons grow quiet once they are answered, by a press or in words; alerts side by side stay open.
function answered(label) {
  const open = [...log.querySelectorAll(".choices:not(.old)")].reverse();
  const names = (choices) => [...choices.querySelectorAll("button")].some((one) => one.textContent === label);
  const choices = open.find(names) || open[0];
  if (choices) choices.classList.add("old");
}

function button(choice, id) {
  const element = make("button", `choice ${/^[a-z]+$/.test(choice.style) ? choice.style : ""}`.trim(), choice.label);
  element.type = "button";
  let last = -1000;
  element.addEventListener("click", (event) => {
    if (event.timeStamp - last < 600) return;
    last = event.timeStamp;
    const choices = element.closest(".choices");
    for (const other of choices.querySelectorAll("button")) other.removeAttribute("aria-pressed");
    element.setAttribute("aria-pressed", "true");
    choices.classList.add("old");
    speak({ t: "press", id: newId(), choice: choice.id, message: id, label: choice.label }, choice.label);
  });
  return element;
}

function drawChoices(entry, rows, id) {
  if (entry.choices) entry.choices.remove();
  entry.choices = null;
  if (!rows.length) return;
  entry.choices = make("div", "choices");
  for (const row of rows) {
    const line = make("div", "row");
    line.append(...row.map((choice) => button(choice, id)));
    entry.choices.append(line);
  }
  entry.line.append(entry.choices);
}

function mark(id, state, why) {
  const entry = mine.get(id);
  if (!entry) return;
  clearTimeout(entry.timer);
  if (entry.state) entry.state.remove();
  entry.state = null;
  if (state === "retry" && !why) {
    entry.state = worded(make("button", "retry"), "web-retry");
    entry.state.type = "button";
    entry.state.addEventListener("click", () => {
      mark(id, "sending");
      wire.retryNow();
    });
  } else if (state) {
    const key = `web-${why || state}`;
    entry.state = worded(make("span", ""), key in words ? key : "web-retry");
  }
  if (entry.state) entry.meta.append(entry.state);
  if (state === "sending") entry.timer = setTimeout(() => mark(id, "retry"), UNSENT);
}

function own(id, content, at, file) {
  const entry = bubble(true, content, at, file);
  mine.set(id, entry);
  return entry;
}

function speak(frame, shown) {
  if (frame.t === "say") answered(shown);
  own(frame.id, shown, "").line.classList.add("fresh");
  mark(frame.id, "sending");
  stick = true;
  toBottom();
  wire.queue(frame);
}

// A press that its own message answers needs no words of one's own below the answer, whatever came in between.
function unsay(entry) {
  const last = [...log.querySelectorAll(".mine")].pop();
  if (!entry.choices || !last) return;
  if (!(entry.line.compareDocumentPosition(last) & Node.DOCUMENT_POSITION_FOLLOWING)) return;
  const said = last.querySelector(".bubble").textContent;
  if ([...entry.choices.querySelectorAll("button")].some((one) => one.textContent === said)) last.remove();
}

function change(entry, line) {
  if (line.id <= entry.version) return;
  entry.version = line.id;
  unsay(entry);
  entry.body.textContent = line.text;
  entry.body.lang = tongueOf(line.text);
  drawChoices(entry, line.choices, Number(line.edits));
  entry.line.classList.remove("changed");
  void entry.line.offsetWidth;
  entry.line.classList.add("changed");
}

const seen = new Set();

// Whoever had their data erased has no more of it before them either.
function forget() {
  log.replaceChildren();
  theirs.clear();
  mine.clear();
  lastDay = "";
  find("cut").hidden = true;
}

const view = {
  line(line, live) {
    if (line.mine) {
      const known = mine.get(line.event);
      if (known) {
        if (line.file && !known.body.firstElementChild) known.body.replaceChildren(drawn(line.file, words));
        stamp(known, line.at);
        if (live && line.file) view.delivered(line.event, line.at);
        else mark(line.event, "");
      } else {
        answered(line.text);
        own(line.event, line.text, line.at, line.file);
      }
      return settle(false);
    }
    if (seen.has(line.id)) return;
    seen.add(line.id);
    if (line.anew) forget();
    stick = stick || atBottom();
    const edited = line.edits && theirs.get(Number(line.edits));
    if (edited) {
      change(edited, line);
      if (live && stick) edited.line.scrollIntoView({ block: "nearest" });
    } else {
      const entry = bubble(false, line.text, line.at, line.file);
      const id = line.edits ? Number(line.edits) : line.id;
      entry.version = line.id;
      theirs.set(id, entry);
      drawChoices(entry, line.choices, id);
      if (live) entry.line.classList.add("fresh");
      settle(live);
    }
    if (live && embedded) window.parent.postMessage({ huifang: "line" }, location.origin);
  },
  replay(on, cut) {
    log.setAttribute("aria-busy", String(on));
    if (cut && !seen.size) find("cut").hidden = false;
    if (!on) {
      if (waiting) showUnsent();
      settle(false);
      log.setAttribute("aria-live", "polite");
    }
  },
  delivered(id, at) {
    if (!mine.has(id)) return;
    if (newest) mark(newest, "");
    newest = id;
    mark(id, "delivered");
    stamp(mine.get(id), at);
    settle(false);
  },
  failed(id, why) {
    mark(id, "failed", why);
  },
  state(name) {
    banner.hidden = !name;
    if (name) worded(banner, `web-${name}`);
  },
  words: show,
};

const wire = new Wire(view);

function say(id, state, act) {
  mark(id, "");
  const entry = mine.get(id);
  entry.state = make(act ? "button" : "span", act ? "retry" : "", state);
  if (act) entry.state.addEventListener("click", act);
  entry.meta.append(entry.state);
}

function began(id, name) {
  own(id, name, "").line.classList.add("fresh");
  stick = true;
  toBottom();
}

attaching({ words, find, text, began, say, speak, view });

function showUnsent() {
  waiting = false;
  for (const frame of wire.pending) {
    if (frame.t === "start" || mine.has(frame.id)) continue;
    const shown = { press: frame.label, place: words["web-position"] }[frame.t] || frame.text;
    own(frame.id, shown, "");
    mark(frame.id, "sending");
  }
}

function fit() {
  text.style.height = "auto";
  text.style.height = `${Math.min(text.scrollHeight + 2, 140)}px`;
  settle(false);
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  const content = text.value.trim();
  if (content) {
    text.value = "";
    fit();
    speak({ t: "say", id: newId(), text: content }, content);
  }
  text.focus();
});

text.addEventListener("keydown", (event) => {
  // Enter that ends an IME composition picks a character; it does not send (229 is older phones' sign of it).
  if (event.key !== "Enter" || event.shiftKey || event.isComposing || event.keyCode === 229) return;
  event.preventDefault();
  form.requestSubmit();
});

text.addEventListener("input", fit);
scroll.addEventListener("scroll", () => {
  stick = atBottom();
  if (stick) pill.hidden = true;
});
pill.addEventListener("click", () => {
  stick = true;
  toBottom();
  text.focus();
});
if (window.visualViewport) {
  visualViewport.addEventListener("resize", () => {
    // Phones that lay the keyboard over the page instead of shrinking it.
    const covered = visualViewport.scale < 1.05 && window.innerHeight - visualViewport.height > 80;
    document.body.style.height = covered ? `${visualViewport.height}px` : "";
    if (covered) window.scrollTo(0, 0);
    settle(false);
  });
}
new ResizeObserver(() => settle(false)).observe(scroll);
// A picture makes the log longer once it is there.
log.addEventListener("load", () => settle(false), true);
window.addEventListener("online", () => wire.wake());
window.addEventListener("pageshow", (event) => event.persisted && wire.wake());
document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && wire.wake());

document.body.classList.toggle("embedded", embedded);
if (!embedded && matchMedia("(pointer: fine)").matches) text.focus();
setTimeout(() => wire.ready || wire.socket === null || view.state("connecting"), 1500);
wire.open();
