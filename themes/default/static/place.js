// Keeps the reader's clause when the language or the version is switched: the links say where to, the
// address or the window says which clause. Without this script they lead to the start of the same page.

/** @returns {string} the fragment of the clause being read, "" at the top of the page */
function place() {
  const { scrollY, innerHeight } = window;
  if (scrollY < innerHeight / 4) return location.hash;
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (target) {
    const { top, bottom } = target.getBoundingClientRect();
    if (top < innerHeight && bottom > 0) return location.hash;
  }
  const read = Array.from(document.querySelectorAll(".text .clause[id]")).find((clause) => {
    const number = clause.querySelector(".number");
    if (number === null || number.closest("details:not([open])")) return false;
    return number.getBoundingClientRect().top >= 0;
  });
  return read ? `#${read.id}` : "";
}

// On a wide screen the contents stand beside the text and are open; the style sheet shows them anyway.
const contents = document.querySelector(".contents details");
const wide = matchMedia("(min-width: 64rem)");
const unfold = () => {
  if (contents instanceof HTMLDetailsElement) contents.open = wide.matches;
};
wide.addEventListener("change", unfold);
unfold();

// What is folded opens where an address names a clause in it, and on paper. Most browsers do so by themselves.
const reveal = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const folded = target ? target.closest("details:not([open])") : null;
  if (!(folded instanceof HTMLDetailsElement)) return;
  folded.open = true;
  reveal();
  if (target) target.scrollIntoView();
};
addEventListener("hashchange", reveal);
reveal();
addEventListener("beforeprint", () => {
  for (const folded of document.querySelectorAll("details.unchanged")) folded.setAttribute("open", "");
});

for (const event of ["click", "auxclick"]) {
  document.addEventListener(event, ({ target }) => {
    const link = target instanceof Element ? target.closest("a[data-keeps-clause]") : null;
    if (link instanceof HTMLAnchorElement) link.hash = place();
  });
}
