"""What a script looks at in a page: names of controls, contrast, room for a finger, the focus."""

NAME = """
const name = (e) => (e.getAttribute("aria-label") || [...(e.labels || [])].map((l) => l.textContent).join(" ")
  || e.getAttribute("title") || (e.matches("main") ? e.id : e.textContent)).replace(/\\s+/g, " ").trim();
const shown = (e) => e.checkVisibility({ visibilityProperty: true }) && e.getClientRects().length > 0
  && getComputedStyle(e).clipPath === "none" && !e.closest(".hidden");
"""

FOCUSED = f"""() => {{
{NAME}
  let e = document.activeElement;
  while (e && e.tagName === "IFRAME") e = e.contentDocument.activeElement;
  const style = e.ownerDocument.defaultView.getComputedStyle(e);
  const found = e.id === "text" ? "text" : name(e).replace(/ \u6709\u65b0\u6d88\u606f$/, "");
  return [found, style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
}}"""

LABELS = f"""() => {{
{NAME}
  const wrong = [];
  if (!document.documentElement.lang) wrong.push("no language");
  if (!document.title) wrong.push("no title");
  if (document.querySelectorAll("h1").length !== 1) wrong.push("not one heading");
  if (document.querySelectorAll("main").length !== 1) wrong.push("not one main part");
  const named = "button, a, input, textarea, iframe, nav, section, [role=group], [role=log]";
  for (const e of document.querySelectorAll(named))
    if (!name(e) && !e.hidden) wrong.push(`no name: ${{e.outerHTML.slice(0, 80)}}`);
  const ids = [...document.querySelectorAll("[id]")].map((e) => e.id);
  if (new Set(ids).size !== ids.length) wrong.push("an id stands twice");
  if (document.querySelector("[tabindex]:not([tabindex='0'])")) wrong.push("the order of focus is forced");
  return wrong;
}}"""

COLOURS = f"""() => {{
{NAME}
  const numbers = (c) => c.match(/[\\d.]+/g).map(Number);
  const light = (c) => {{
    const linear = (v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4);
    const [r, g, b] = c.slice(0, 3).map((v) => linear(v / 255));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  }};
  const behind = (e) => {{
    for (; e; e = e.parentElement) {{
      const c = numbers(getComputedStyle(e).backgroundColor);
      if (c.length < 4 || c[3] > 0) return c;
    }}
    return [255, 255, 255];
  }};
  const wrong = [];
  for (const e of document.querySelectorAll("body *")) {{
    const words = [...e.childNodes].some((n) => n.nodeType === 3 && n.textContent.trim());
    if (!words || !shown(e) || e.disabled) continue;
    const [a, b] = [light(numbers(getComputedStyle(e).color)), light(behind(e))].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < 4.5) wrong.push(`${{ratio.toFixed(2)}}: ${{e.textContent.trim().slice(0, 30)}}`);
  }}
  return wrong;
}}"""

TARGETS = f"""(least) => {{
{NAME}
  return [...document.querySelectorAll("button, textarea")].filter(shown)
    .map((e) => [e.getBoundingClientRect(), name(e)])
    .filter(([r]) => Math.min(r.width, r.height) < least - 0.5)
    .map(([r, n]) => `${{n}}: ${{r.width}} x ${{r.height}}`);
}}"""
