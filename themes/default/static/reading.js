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

// Side by side: the addresses of pages that show two languages are made of their own and the other's tag.

const chosen = new URLSearchParams(location.search).get("beside");
for (const link of all("a[data-beside]")) {
  if (local || !(link instanceof HTMLAnchorElement)) continue;
  link.dataset.there = link.href;
  link.href = `?beside=${link.dataset.beside}`;
  link.hidden = false;
  if (link.dataset.beside === chosen) {
    const script = document.createElement("script");
    script.type = "module";
    script.src = $("main")?.dataset.besideScript ?? "";
    document.head.append(script);
  }
}

// Keys. They may be switched off, and do nothing while something is written or another key is held.

const dialog = $("#keys");
const button = $("button.keys");
const box = $("#keys input");
const KEPT = "legalsite-keys";
const read = (/** @type {string} */ name) => {
  try {
    return localStorage.getItem(name);
  } catch {
    return null; // a browser may keep nothing
  }
};
const keep = (/** @type {string} */ name, /** @type {string} */ value) => {
  try {
    localStorage.setItem(name, value);
  } catch {
    return;
  }
};

const step = (/** @type {number} */ by) => {
  const numbers = all(".text .number").filter((number) => number.checkVisibility?.() ?? true);
  const focused = numbers.findIndex((number) => number === document.activeElement);
  const line = innerHeight / 4;
  const below = numbers.findIndex((number) => number.getBoundingClientRect().top > line);
  const at = focused >= 0 ? focused + by : by > 0 ? below : (below < 0 ? numbers.length : below) - 1;
  const next = numbers[at];
  if (!next) return;
  next.focus({ preventScroll: true });
  next.scrollIntoView({ block: "center" });
};
const open = (/** @type {string} */ what) => {
  const menu = $(what);
  if (!(menu instanceof HTMLDetailsElement)) return;
  menu.open = true;
  menu.querySelector("summary")?.focus();
};
/** @type {Record<string, () => void>} */
const actions = {
  KeyJ: () => step(1),
  KeyK: () => step(-1),
  KeyC: () => {
    open(".contents details");
    $(".contents a")?.focus();
  },
  KeyV: () => open(".bar .versions"),
  KeyL: () => open(".bar .tongues"),
};

if (dialog instanceof HTMLDialogElement && button instanceof HTMLButtonElement && box instanceof HTMLInputElement) {
  button.hidden = false;
  box.checked = read(KEPT) !== "off";
  box.addEventListener("change", () => keep(KEPT, box.checked ? "on" : "off"));
  button.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close(); // beside the box
  });
  addEventListener("keydown", (event) => {
    const { target, key, code, altKey, ctrlKey, metaKey } = event;
    if (key === "Escape") {
      for (const menu of menus()) {
        menu.open = false;
        menu.querySelector("summary")?.focus();
      }
      return;
    }
    if (altKey || ctrlKey || metaKey || event.defaultPrevented || dialog.open || !box.checked) return;
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog, [popover]")) return;
    const action = key === "?" ? () => dialog.showModal() : event.shiftKey ? undefined : actions[code];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
