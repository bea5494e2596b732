// The page's own words: as they came with it, or in the language that was chosen in the chat.

const root = document.documentElement;
const each = (mark, change) => {
  for (const element of document.querySelectorAll(`[data-${mark}]`)) change(element, element.dataset[mark]);
};

export const words = JSON.parse(document.getElementById("words").textContent);

// An element that shows a word, and shows it in another language once that is chosen.
export function worded(element, key) {
  element.dataset.word = key;
  element.textContent = words[key];
  return element;
}

// In which language a text is, whatever the page's own: what was said stays in its language.
export function tongueOf(text) {
  const han = (text.match(/[\u3400-\u9fff]/g) || []).length;
  const latin = (text.match(/[a-z]/gi) || []).length;
  return latin > 2 * han ? "en" : han ? "zh-CN" : "";
}

export function dayWords(date) {
  const format = new Intl.DateTimeFormat(root.lang, { month: "long", day: "numeric", weekday: "long", timeZone: "UTC" });
  return format.format(new Date(`${date}T00:00:00Z`));
}

export function speak(lang, others) {
  Object.assign(words, others);
  root.lang = lang;
  each("word", (element, key) => { element.textContent = words[key]; });
  each("hint", (element, key) => { element.placeholder = words[key]; });
  each("day", (element, date) => { element.textContent = dayWords(date); });
  each("label", (element, key) => {
    element.setAttribute("aria-label", words[key]);
    if (element.title) element.title = words[key];
  });
}
