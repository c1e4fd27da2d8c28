// What keys do on a page of a text, and the dialog that says so. They may be switched off, and do nothing while
// something is written or another key is held.

/** @type {(what: string) => HTMLElement | null} */
const $ = (what) => document.querySelector(what);
/** @type {(what: string) => HTMLElement[]} */
const all = (what) => Array.from(document.querySelectorAll(what));

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
  box.checked = read(KEPT) !== "off";
  box.addEventListener("change", () => keep(KEPT, box.checked ? "on" : "off"));
  button.addEventListener("click", () => dialog.showModal());
  dialog.addEventListener("click", ({ target }) => {
    if (target === dialog) dialog.close(); // beside the box
  });
  addEventListener("keydown", (event) => {
    const { target, key, code, altKey, ctrlKey, metaKey } = event;
    if (altKey || ctrlKey || metaKey || event.defaultPrevented || dialog.open || !box.checked) return;
    if (target instanceof Element && target.closest("input, textarea, select, [contenteditable], dialog, [popover]")) return;
    const action = key === "?" ? () => dialog.showModal() : event.shiftKey ? undefined : actions[code];
    if (!action) return;
    event.preventDefault();
    action();
  });
}
