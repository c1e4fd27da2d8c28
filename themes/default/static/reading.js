// What a page of a text does beside being read: its menus close, its contents follow the reading, and
// keys lead from clause to clause.

/** @type {(what: string) => HTMLElement | null} */
const $ = (what) => document.querySelector(what);
/** @type {(what: string) => HTMLElement[]} */
const all = (what) => Array.from(document.querySelectorAll(what));
const local = location.protocol === "file:";

// Menus close when something else is looked at.

/** @returns {HTMLDetailsElement[]} */
const menus = () => all("details.menu[open]").filter((menu) => menu instanceof HTMLDetailsElement);
document.addEventListener("click", ({ target }) => {
  for (const menu of menus()) if (target instanceof Node && !menu.contains(target)) menu.open = false;
});
addEventListener("keydown", ({ key }) => {
  for (const menu of key === "Escape" ? menus() : []) {
    menu.open = false;
    menu.querySelector("summary")?.focus();
  }
});
document.addEventListener("focusin", ({ target }) => {
  for (const menu of menus()) if (target instanceof Node && !menu.contains(target)) menu.open = false;
});

// The contents follow the reading.

const lines = all(".contents a[href^='#']").flatMap((line) => {
  const read = line instanceof HTMLAnchorElement && document.getElementById(decodeURIComponent(line.hash.slice(1)));
  return read ? [{ line, read }] : [];
});
const follow = () => {
  const begun = lines.filter(({ read }) => read.getBoundingClientRect().top <= innerHeight / 4 + 1).pop();
  for (const { line } of lines) {
    if (line === begun?.line) line.setAttribute("aria-current", "location");
    else line.removeAttribute("aria-current");
  }
  const aside = $(".contents");
  if (!aside || !begun || aside.scrollHeight <= aside.clientHeight) return;
  const [{ top, bottom }, box] = [begun.line, aside].map((each) => each.getBoundingClientRect());
  if (top < box.top || bottom > box.bottom) aside.scrollTop += top - box.top - box.height / 3;
};
// told when something crosses a line a quarter down the window
const observer = new IntersectionObserver(follow, { rootMargin: "-25% 0px -75% 0px" });
for (const { read } of lines) observer.observe(read);

// What is wanted now and then comes when it is asked for: a script and its style sheet, which the page names.

/** @param {string | undefined} script @param {string | undefined} sheet @returns {Promise<unknown>} */
const fetched = (script, sheet) => {
  const [style, code] = [document.createElement("link"), document.createElement("script")];
  style.rel = "stylesheet";
  style.href = sheet ?? "";
  code.type = "module";
  code.src = script ?? "";
  document.head.prepend(style); // before the others, which may change it
  const both = [style, code].map((each) => new Promise((done) => each.addEventListener("load", done)));
  style.addEventListener("load", () => document.head.append(code));
  return Promise.all(both);
};

// Side by side: the addresses of pages that show two languages are made of their own and the other's tag.

const chosen = new URLSearchParams(location.search).get("beside");
for (const link of all("a[data-beside]")) {
  if (local || !(link instanceof HTMLAnchorElement)) continue;
  link.dataset.there = link.href;
  link.href = `?beside=${link.dataset.beside}`;
  link.hidden = false;
  const { besideScript, besideSheet } = $("main")?.dataset ?? {};
  if (link.dataset.beside === chosen) fetched(besideScript, besideSheet);
}

// Keys: the first one brings what they do, and is then pressed again.

const dialog = $("#keys");
const button = $("button.keys");
if (dialog && button) {
  const known = ["KeyJ", "KeyK", "KeyC", "KeyV", "KeyL"];
  /** @param {Event} event */
  const first = (event) => {
    const { target } = event;
    if (event instanceof KeyboardEvent && !known.includes(event.code) && event.key !== "?") return;
    removeEventListener("keydown", first);
    button.removeEventListener("click", first);
    fetched(dialog.dataset.script, dialog.dataset.sheet).then(() => {
      if (event instanceof KeyboardEvent) target?.dispatchEvent(new KeyboardEvent("keydown", event));
      else button.click();
    });
  };
  button.hidden = false;
  button.addEventListener("click", first);
  addEventListener("keydown", first);
}
