// Shows in a card what a link in the text leads to: the clause that is cited, what a term means, and at a
// clause's own number what can be done with the clause. Pointing at a link, coming to it with the keyboard or
// touching it opens its card. cards.js fetches this script when a reader first comes to such a link; what a card
// shows is made by others, which are fetched when the first card of their kind is wanted.

const WAIT = 350; // milliseconds that a link is pointed at, or left, before anything happens
const PLACES = "main .text a:is(.ref, .term, .number)";

const words = /** @type {HTMLTemplateElement} */ (document.getElementById("cards"));
const card = document.createElement("div");
card.className = "card";
card.popover = "auto";
card.setAttribute("role", "group");
document.querySelector("main")?.append(card);

const sheet = document.createElement("link");
sheet.rel = "stylesheet";
sheet.href = words.dataset.sheet ?? "";
const dressed = new Promise((then) => {
  sheet.onload = sheet.onerror = then;
});
document.head.append(sheet);

/** The link whose card is open. @type {HTMLAnchorElement | null} */
let open = null;
/** Whether its card stays when the pointer leaves. */
let pinned = false;
/** Counts the cards asked for: one that has to be fetched may come too late. */
let asked = 0;
let timer = 0;

/**
 * @param {HTMLAnchorElement} link
 * @returns {Promise<DocumentFragment | null>} what its card shows
 */
async function content(link) {
  const { menu = "", text = "" } = words.dataset;
  if (!link.classList.contains("number")) {
    /** @type {typeof import("./card-text.js")} */
    const { cardText } = await import(new URL(text, location.href).href);
    return cardText(link, words, pageAt);
  }
  /** @type {typeof import("./card-menu.js")} */
  const { cardMenu } = await import(new URL(menu, location.href).href);
  return cardMenu(link, words, card, show, pageAt);
}

/**
 * @param {EventTarget | null} target
 * @returns {HTMLAnchorElement | null} the link with a card that holds it
 */
function linkAt(target) {
  const link = target instanceof Element ? target.closest(PLACES) : null;
  if (!(link instanceof HTMLAnchorElement) || card.contains(link)) return null;
  return link.classList.contains("number") && words.dataset.menu === undefined ? null : link;
}

/** @param {() => void} then */
function later(then) {
  clearTimeout(timer);
  timer = window.setTimeout(then, WAIT);
}

/**
 * Opens the card of a link.
 * @param {HTMLAnchorElement} link
 * @param {boolean} pin
 * @param {string} [entry] selects what in the card takes the focus
 */
export async function show(link, pin, entry) {
  clearTimeout(timer);
  const turn = ++asked;
  pinned = pin; // at once: a page that goes to the clause moves away below the pointer, which is no leaving
  const filling = await content(link);
  await dressed;
  if (turn !== asked || filling === null) return;
  if (open !== null) card.hidePopover();
  card.replaceChildren(filling);
  card.setAttribute("aria-label", link.textContent?.trim() ?? "");
  link.style.setProperty("anchor-name", "--card");
  link.setAttribute("aria-expanded", "true");
  card.showPopover({ source: link });
  card.scrollTop = 0;
  // at the foot of a small window it must not hide the words that it is about
  const [words, box] = [link, card].map((each) => each.getBoundingClientRect());
  if (box.bottom >= innerHeight - 1 && words.bottom > box.top) scrollBy(0, words.bottom - box.top + 12);
  open = link;
  if (entry === undefined) return;
  // a browser that goes to a clause takes the focus away: after that
  setTimeout(() => {
    const found = card.querySelector(entry);
    if (open === link && found instanceof HTMLElement) found.focus({ preventScroll: true });
  }, 60);
}

card.addEventListener("beforetoggle", ({ newState }) => {
  if (newState === "open" || open === null) return;
  open.style.removeProperty("anchor-name");
  open.removeAttribute("aria-expanded");
  open = null;
});

function close() {
  asked++;
  clearTimeout(timer);
  if (open !== null) card.hidePopover();
}

/** Closes the card once neither pointer nor focus is at it. */
function leave() {
  later(() => {
    const seen = card.matches(":hover") || open?.matches(":focus-visible") || card.querySelector(":focus-visible");
    if (!pinned && !seen) close();
  });
}

// What opens and closes cards

document.addEventListener("keydown", ({ key }) => {
  const link = open;
  if (key === "Escape" && link !== null && card.contains(document.activeElement)) setTimeout(() => link.focus());
});

/** The link that is pointed at, until its card opens. @type {HTMLAnchorElement | null} */
let pointed = null;
// not when a page scrolls away below a pointer that rests: only one that moves asks for a card
document.addEventListener("pointermove", ({ target, pointerType }) => {
  if (pointerType !== "mouse") return;
  const link = linkAt(target);
  if (link === null ? target instanceof Node && card.contains(target) : link === open) {
    clearTimeout(timer);
  } else if (link !== null && link !== pointed) {
    pointed = link;
    later(() => show(link, false));
  }
});
document.addEventListener("pointerout", ({ pointerType }) => {
  if (pointerType !== "mouse") return;
  pointed = null;
  leave();
});
/** @param {EventTarget | null} target */
function come(target) {
  const link = linkAt(target);
  if (link?.matches(":focus-visible:not(.number)") && link !== open) later(() => show(link, false));
}
document.addEventListener("focusin", ({ target }) => come(target));
// the reader has come already
const pointing = matchMedia("(hover: hover)").matches && linkAt(document.querySelector(`:is(${PLACES}):hover`));
if (pointing) later(() => show(pointing, false));
else come(document.activeElement);
document.addEventListener("focusout", ({ relatedTarget }) => {
  if (relatedTarget instanceof Node && !card.contains(relatedTarget)) [pinned] = [false];
  leave();
});

/** What was touched last, and the link whose card was open then. @type {{ finger: boolean, link: HTMLAnchorElement | null }} */
let touch = { finger: false, link: null };
document.addEventListener(
  "pointerdown",
  ({ pointerType }) => {
    touch = { finger: pointerType !== "mouse", link: open };
  },
  true,
);
/**
 * @param {MouseEvent} click which may be of a touch that began before this script was there
 * @returns {boolean} whether it is a touch
 */
function byFinger(click) {
  return click instanceof PointerEvent && click.pointerType ? click.pointerType !== "mouse" : touch.finger;
}
document.addEventListener("click", (event) => {
  const link = linkAt(event.target);
  if (link === null || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  if (link.classList.contains("number")) {
    show(link, true, event.detail === 0 ? "button, a" : undefined);
  } else if (event.detail !== 0 && byFinger(event) && touch.link !== link) {
    event.preventDefault(); // the first touch shows, the second follows
    show(link, true);
  } else {
    close();
  }
});

/** Pages of other policies, by address. @type {Map<string, Promise<Document | null>>} */
const fetched = new Map();

/**
 * @param {URL} address
 * @returns {Promise<Document | null>} the page there, which may be this one
 */
function pageAt(address) {
  const key = address.origin + address.pathname.replace(/index\.html$/, "");
  if (key === location.origin + location.pathname.replace(/index\.html$/, "")) return Promise.resolve(document);
  let page = fetched.get(key);
  if (page === undefined) {
    page = fetch(key)
      .then((answer) => (answer.ok ? answer.text() : Promise.reject(answer.status)))
      .then((text) => new DOMParser().parseFromString(text, "text/html"))
      .catch(() => {
        fetched.delete(key);
        return null;
      });
    fetched.set(key, page);
  }
  return page;
}
