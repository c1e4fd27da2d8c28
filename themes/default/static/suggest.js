// Shows which of the languages the reader's browser asks for first. Nobody is led there: readers choose.

const asked = navigator.languages.map((tag) => tag.toLowerCase());
/** @type {HTMLElement[]} */
const offers = Array.from(document.querySelectorAll(".choices a[lang]"));

/** @type {(wanted: string) => HTMLElement | undefined} the offer in a language, or in a wider or narrower one */
const offer = (wanted) =>
  offers.find(({ lang }) => lang.toLowerCase() === wanted) ??
  offers.find(({ lang }) => lang.toLowerCase().split("-")[0] === wanted.split("-")[0]);

const found = asked.map(offer).find((link) => link !== undefined);
const row = found?.closest("li");
if (row) {
  row.dataset.suggested = "";
  const words = row.querySelector(".suggested");
  if (words instanceof HTMLElement) words.hidden = false;
}
