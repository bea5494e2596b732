// Files in bubbles, files on their way up, and the place one stands at.

import { newId } from "./wire.js";

const TRIES = 4;
const LONGEST_WAIT = 8000;
const SILENCE = 60000;

// What a bubble shows of a file: the picture itself, or its name and size to be fetched.
export function drawn(file, words) {
  const kind = words[`web-file-${file.kind}`] || words["web-position"];
  const name = file.name || kind;
  if (!file.url) {
    const place = document.createElement("span");
    place.className = "file";
    place.textContent = `${kind} ${file.name}`.trim();
    return place;
  }
  const link = document.createElement("a");
  link.href = `${location.pathname}/${file.url}`;
  link.rel = "noopener";
  if (file.image) {
    const image = document.createElement("img");
    image.src = link.href;
    image.alt = name;
    image.loading = "lazy";
    link.className = "picture";
    link.target = "_blank";
    link.setAttribute("aria-label", name);
    link.append(image);
  } else {
    link.className = "file";
    link.download = name;
    link.textContent = `${name} · ${sized(file.size)}`;
  }
  return link;
}

function sized(bytes) {
  if (bytes < 1024 * 1024) return `${Math.max(1, Math.round(bytes / 1024))} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

// Sends files one after another; each keeps its id through every try, so that none is doubled.
export class Uploads {
  constructor(view, words, most) {
    this.view = view;
    this.words = words;
    this.most = most;
    this.waiting = [];
    this.flying = null;
  }

  add(id, file) {
    this.view.began(id, file.name || this.words["web-file-document"]);
    if (!file.size) return this.view.refused(id, this.words["web-file-empty"]);
    if (file.size > this.most) {
      return this.view.refused(id, `${this.words["web-file-big"]} ${Math.floor(this.most / 1024 / 1024)} MB`);
    }
    this.queue({ id, file, tries: 0 });
  }

  queue(one) {
    this.view.progress(one.id, this.words["web-uploading"]);
    this.waiting.push(one);
    this.next();
  }

  next() {
    if (this.flying || !this.waiting.length) return;
    this.flying = this.waiting.shift();
    this.send(this.flying);
  }

  send(one) {
    const request = new XMLHttpRequest();
    let silence = 0;
    const alive = () => {
      clearTimeout(silence);
      silence = setTimeout(() => request.abort(), SILENCE);
    };
    request.open("POST", `${location.pathname}/files/${one.id}`);
    request.setRequestHeader("Content-Type", one.file.type || "application/octet-stream");
    request.setRequestHeader("X-File-Name", encodeURIComponent(one.file.name || ""));
    request.upload.onprogress = (event) => {
      alive();
      if (!event.lengthComputable) return;
      const percent = Math.round((event.loaded / event.total) * 100);
      this.view.progress(one.id, `${this.words["web-uploading"]} ${percent}%`);
    };
    request.onloadend = () => {
      clearTimeout(silence);
      this.ended(one, request);
    };
    alive();
    request.send(one.file);
  }

  ended(one, request) {
    const { status } = request;
    if (status === 404 || status === 410) return location.reload();
    if (status === 200) this.done(() => this.view.arrived(one.id, JSON.parse(request.responseText)));
    else if (status >= 400 && status < 500 && status !== 408 && status !== 429) {
      this.done(() => this.view.refused(one.id, this.why(request)));
    } else this.again(one);
  }

  done(tell) {
    this.flying = null;
    tell();
    this.next();
  }

  again(one) {
    one.tries += 1;
    if (one.tries < TRIES) {
      setTimeout(() => this.send(one), Math.min(LONGEST_WAIT, 500 * 2 ** one.tries));
      return;
    }
    one.tries = 0;
    this.done(() => this.view.stuck(one.id, () => this.queue(one)));
  }

  why(request) {
    try {
      return JSON.parse(request.responseText).error || this.words["web-file-failed"];
    } catch {
      return this.words["web-file-failed"];
    }
  }
}

// Ties the page's signs to what they do: choose files, paste them, tell the place one stands at.
export function attaching({ words, find, text, began, say, speak, view }) {
  const uploads = new Uploads(
    {
      began,
      progress: (id, state) => say(id, state),
      refused: (id, state) => say(id, state),
      stuck: (id, again) => say(id, words["web-upload-again"], again),
      arrived: (id, line) => view.line(line, true),
    },
    words,
    Number(document.body.dataset.most),
  );
  const [choose, attach, place] = ["files", "attach", "place"].map(find);
  const add = (files) => {
    for (const file of files) uploads.add(newId(), file);
  };
  attach.addEventListener("click", () => choose.click());
  choose.addEventListener("change", () => {
    add(choose.files);
    choose.value = "";
    text.focus();
  });
  text.addEventListener("paste", (event) => {
    const { files } = event.clipboardData;
    if (files.length) event.preventDefault();
    add(files);
  });
  place.hidden = !(navigator.geolocation && window.isSecureContext);
  place.addEventListener("click", () => {
    // The browser asks the person first.
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        const { latitude: lat, longitude: lon } = coords;
        speak({ t: "place", id: newId(), lat, lon }, `${words["web-position"]} ${lat.toFixed(6)},${lon.toFixed(6)}`);
      },
      () => view.state("no-place"),
      { enableHighAccuracy: true, timeout: 15000, maximumAge: 60000 },
    );
  });
}
