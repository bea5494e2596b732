// The connection: one message in flight, the rest kept until the server has them.

const PING = 30000;
const ANSWER = 15000;
const LONGEST_WAIT = 20000;
const START_AGAIN = 15000;
const OVERLAP = 30;
const LARGEST = 64000;

export function newId() {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (b) => b.toString(16).padStart(2, "0")).join("");
}

export class Wire {
  constructor(view) {
    this.view = view;
    this.key = `huifang:${location.pathname}`;
    this.pending = this.load();
    this.outs = [];
    this.lastIn = 0;
    this.failures = 0;
    this.ready = false;
    this.empty = true;
    this.flying = "";
    this.socket = null;
    this.timers = {};
  }

  load() {
    try {
      return JSON.parse(sessionStorage.getItem(this.key)) || [];
    } catch {
      return [];
    }
  }

  save() {
    try {
      sessionStorage.setItem(this.key, JSON.stringify(this.pending));
    } catch {
      // A full or forbidden store only costs the survival of a reload.
    }
  }

  set(name, delay, action) {
    clearTimeout(this.timers[name]);
    this.timers[name] = setTimeout(action, delay);
  }

  open() {
    clearTimeout(this.timers.open);
    const socket = new WebSocket(`${location.origin.replace(/^http/, "ws")}${location.pathname}/ws`);
    this.socket = socket;
    this.set("answer", ANSWER, () => this.drop());
    let opened = false;
    socket.onopen = () => {
      opened = true;
      this.hello();
    };
    socket.onmessage = (event) => {
      if (socket === this.socket) this.take(JSON.parse(event.data));
    };
    socket.onclose = (event) => {
      if (socket === this.socket) this.closed(event.code, opened);
    };
  }

  drop() {
    const socket = this.socket;
    if (!socket) return;
    // A half-dead connection answers no goodbye, so it is left at once.
    socket.onclose = null;
    socket.close();
    this.closed(0, true);
  }

  async closed(code, opened) {
    this.socket = null;
    this.ready = false;
    this.flying = "";
    for (const name of ["answer", "ping", "flight", "retry", "hello"]) clearTimeout(this.timers[name]);
    if (code === 4410) return location.reload();
    if (code === 4429) return this.view.state("many");
    this.failures += 1;
    this.view.state("offline");
    const wait = Math.min(LONGEST_WAIT, 500 * 2 ** Math.min(this.failures, 6)) * (0.6 + Math.random() * 0.4);
    this.set("open", wait, () => this.open());
    if (!opened && (await this.linkEnded())) location.reload();
  }

  async linkEnded() {
    try {
      const answer = await fetch(location.pathname, { method: "HEAD", cache: "no-store" });
      return answer.status === 404 || answer.status === 410;
    } catch {
      return false;
    }
  }

  wake() {
    if (!this.socket) this.open();
    else if (this.ready) this.ping();
  }

  ping() {
    this.send({ t: "ping" });
    this.set("answer", ANSWER, () => this.drop());
  }

  send(frame) {
    if (this.socket && this.socket.readyState === WebSocket.OPEN) this.socket.send(JSON.stringify(frame));
  }

  hello() {
    // Messages may be sent in another order than their numbers, so the last few are asked for again.
    const sorted = [...this.outs].sort((a, b) => a - b);
    this.outs = sorted.slice(-200);
    const out = sorted.length > OVERLAP ? sorted[sorted.length - OVERLAP] : 0;
    this.send({ t: "hello", out, in: this.lastIn, lang: document.documentElement.lang, locale: navigator.language });
  }

  take(frame) {
    clearTimeout(this.timers.answer);
    this.set("ping", PING, () => this.ping());
    if (frame.t === "lines") this.lines(frame);
    else if (frame.t === "line") this.line(frame, true);
    else if (frame.t === "words") this.view.words(frame.lang, frame.words);
    else if (frame.t === "got") this.got(frame.id, frame.at);
    else if (frame.t === "busy" && !frame.id) this.set("hello", 2000, () => this.hello());
    else if (frame.t === "busy" || frame.why === "slow") this.later(frame.why || "busy");
    else if (frame.t === "error" && frame.id) this.refused(frame.id, frame.why);
  }

  line(line, live) {
    if (line.mine) this.lastIn = Math.max(this.lastIn, line.id);
    else this.outs.push(line.id);
    this.empty = false;
    this.view.line(line, live);
  }

  lines(frame) {
    this.view.replay(true, frame.cut);
    for (const line of frame.lines) this.line(line, false);
    if (frame.more) return;
    this.view.replay(false, false);
    this.failures = 0;
    this.ready = true;
    this.view.state("");
    this.start();
    this.flush();
  }

  code() {
    try {
      return decodeURIComponent(location.hash.slice(1));
    } catch {
      return "";
    }
  }

  startedAt() {
    const mark = `${this.key}:start`;
    try {
      const before = Number(sessionStorage.getItem(mark) || 0);
      if (Date.now() - before >= START_AGAIN) sessionStorage.setItem(mark, String(Date.now()));
      return before;
    } catch {
      return 0;
    }
  }

  start() {
    const code = this.code();
    if (!code && (!this.empty || Date.now() - this.startedAt() < START_AGAIN)) return;
    history.replaceState(null, "", location.pathname);
    this.queue({ t: "start", id: newId(), text: code });
  }

  queue(frame) {
    if (new TextEncoder().encode(JSON.stringify(frame)).length > LARGEST) return this.view.failed(frame.id, "long");
    this.pending.push(frame);
    this.save();
    this.flush();
  }

  flush() {
    const next = this.pending[0];
    if (!this.ready || this.flying || !next) return;
    this.flying = next.id;
    this.send(next);
    this.set("flight", ANSWER, () => this.drop());
  }

  got(id, at) {
    this.failures = 0;
    this.done(id);
    this.view.delivered(id, at);
    this.view.state("");
    this.flush();
  }

  refused(id, why) {
    this.done(id);
    this.view.failed(id, why);
    this.flush();
  }

  done(id) {
    clearTimeout(this.timers.flight);
    this.pending = this.pending.filter((frame) => frame.id !== id);
    this.flying = "";
    this.save();
  }

  later(why) {
    clearTimeout(this.timers.flight);
    this.failures += 1;
    this.view.state(why);
    this.set("retry", Math.min(LONGEST_WAIT, 1000 * 2 ** Math.min(this.failures, 5)), () => {
      this.flying = "";
      this.flush();
    });
  }

  retryNow() {
    if (!this.socket) return this.open();
    clearTimeout(this.timers.retry);
    this.flying = "";
    this.flush();
  }
}
