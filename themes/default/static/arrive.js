// Tells readers who cannot see it to which clause an address has led them, and offers those who followed a
// citation the way back. Without this script the clause is marked by the style sheet, and the browser's own
// way back is there. The words are in the page's <template id="cards">.

const KEPT = "legalsite:followed";
const words = document.getElementById("cards");
const spoken = document.querySelector("[role=status]");

/** The link followed last on this page. @type {HTMLAnchorElement | null} */
let followed = null;
/** The way back that is offered now. @type {HTMLElement | null} */
let offered = null;

/** @returns {Element | null} the clause that the address names */
function target() {
  const found = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  return found?.matches(".clause") ? found : null;
}

/**
 * @param {Element} clause
 * @returns {string} its number and first words
 */
function saying(clause) {
  const first = clause.querySelector(":scope > :is(p, h2, h3, h4, h5, h6)");
  const said = (first?.textContent ?? "").replace(/\s+/g, " ").trim();
  return said.length > 100 ? `${said.slice(0, 100).replace(/\s\S*$/, "")}…` : said;
}

/** Says where the reader is, and offers the way back from there. */
function arrive() {
  offered?.remove();
  offered = null;
  const clause = target();
  if (clause === null) return;
  if (spoken) spoken.textContent = saying(clause);
  /** @type {{ to: string, from: string } | null} */
  const last = JSON.parse(sessionStorage.getItem(KEPT) ?? "null");
  if (last?.to !== location.href || words === null) return;
  const button = document.createElement("button");
  button.className = "back";
  button.type = "button";
  button.textContent = (words.dataset.backTo ?? "").replace("{place}", last.from);
  button.addEventListener("click", () => {
    sessionStorage.removeItem(KEPT);
    const link = followed;
    if (link !== null) addEventListener("hashchange", () => link.focus(), { once: true });
    history.back();
  });
  clause.querySelector(".number")?.parentElement?.append(button);
  offered = button;
}

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("main a:is(.ref, .term)") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented) return;
  if (event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const number = link.closest(".clause[id]")?.querySelector(".number")?.textContent ?? "";
  const here = link.pathname === location.pathname;
  const title = here ? "" : (document.querySelector("h1")?.textContent ?? "");
  const from = [title.trim(), number.trim().replace(/[.:]$/, "")].filter(Boolean).join(", ");
  followed = here ? link : null;
  if (from) sessionStorage.setItem(KEPT, JSON.stringify({ to: link.href, from }));
});
addEventListener("hashchange", arrive);
// what stands in a page when it comes is no news to a screen reader
setTimeout(arrive, 300);
