// Links in the text have cards: see card.js, which this script fetches when the reader first comes to such a link.
// Without it all of them are links, and nothing is hidden. Where the scripts are, the page's <template id="cards"> says.

const words = document.getElementById("cards");
let ready = false;

const fetched = async () => {
  /** @type {typeof import("./card.js")} */
  const card = await import(new URL(words?.dataset.card ?? "", location.href).href);
  ready = true;
  return card;
};
/** @param {EventTarget | null} target */
const linkAt = (target) => {
  const link = target instanceof Element ? target.closest("main .text a:is(.ref, .term, .number)") : null;
  return link instanceof HTMLAnchorElement ? link : null;
};

for (const coming of ["pointerover", "focusin"]) {
  document.addEventListener(coming, ({ target }) => {
    if (!ready && linkAt(target)) fetched();
  });
}
// the click that came before the script
document.addEventListener("click", (event) => {
  const link = linkAt(event.target);
  if (ready || !link || event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const number = link.matches(".number");
  if (number ? !words?.dataset.menu : !(event instanceof PointerEvent && event.pointerType === "touch")) return;
  if (!number) event.preventDefault();
  fetched().then(({ show }) => show(link, true, event.detail === 0 ? "button, a" : undefined));
});
