// The card of a clause's number: what can be done with the clause. cards.js fetches this script when the first
// such card is wanted.

/** Opens the card of a number. @typedef {(number: HTMLAnchorElement, pin: boolean, entry?: string) => unknown} Show */

/**
 * @param {Element} clause
 * @returns {string} its number without the dot at its end
 */
function bare(clause) {
  return (clause.querySelector(".number")?.textContent ?? "").trim().replace(/[.:]$/, "");
}

/**
 * @param {string} form with a place for each value
 * @param {Record<string, string>} values
 */
function fill(form, values) {
  return form.replace(/\{(\w+)\}/g, (place, name) => values[name] ?? place);
}

const NUMBER = /^(?:\p{N}[\p{N}.–-]*(?:\p{L}|bis|ter|quater)?|\p{L}|[ivxlcdm]+)$/iu;

/**
 * @param {Element} clause
 * @returns {string[]} its number and those above that it takes to cite it
 */
function labels(clause) {
  /** @type {string[]} */
  const found = [];
  let id = clause.id;
  for (let at = /** @type {Element | null | undefined} */ (clause); at; at = at.parentElement?.closest(".clause")) {
    if (at !== clause && !id.startsWith(`${at.id}.`)) continue;
    const label = bare(at);
    if (!found[0]?.startsWith(`${label}.`)) found.unshift(label); // "5.2" says all that "5" says
    id = at.id;
  }
  return found;
}

/**
 * @param {Element} clause
 * @param {DOMStringMap} forms
 * @returns {string} how it is cited in the page's language: "clause 5.2(a)"
 */
function citation(clause, { clause: one = "", inner = "", point = "" }) {
  return labels(clause).reduce((outer, label) => {
    const number = label.replace(/^\p{P}+|\p{P}+$/gu, "");
    if (outer && NUMBER.test(number) && (/[()]/.test(label) || /^\p{L}/u.test(number))) return fill(point, { outer, number });
    const written = NUMBER.test(number) ? fill(one, { number: outer ? number : label }) : lowered(label);
    return outer ? fill(inner, { outer, inner: written }) : written;
  }, "");
}

/**
 * @param {string} label that starts with a word
 * @returns {string} the same within a sentence
 */
function lowered(label) {
  const capital = /^(de|en)\b/.test(document.documentElement.lang) || !/^.\p{Ll}/u.test(label);
  return capital ? label : label.charAt(0).toLocaleLowerCase() + label.slice(1);
}

/**
 * @param {HTMLAnchorElement} link a clause's number
 * @param {HTMLTemplateElement} words of the page
 * @param {Element} card in which it will be shown
 * @param {Show} show
 * @param {(address: URL) => Promise<Document | null>} pageAt gives this page, or fetches another
 * @returns {DocumentFragment | null} what can be done with the clause
 */
export function cardMenu(link, words, card, show, pageAt) {
  const clause = link.closest(".clause");
  if (clause === null) return null;
  const made = document.importNode(words.content, true);
  const { dated, undated, citation: form = "", copied = "" } = words.dataset;
  const name = citation(clause, words.dataset);
  const whole = new URL(dated ?? "", location.href);
  whole.hash = clause.id;
  /** @type {Record<string, string>} */
  const texts = { dated: whole.href, citation: `${fill(form, { clause: name })}, ${whole.href}` };
  if (undated !== undefined) {
    const address = new URL(undated, location.href);
    address.hash = clause.id;
    texts.undated = address.href;
  }
  const title = made.querySelector(".card-title");
  if (title) title.textContent = name;
  for (const button of made.querySelectorAll("button")) {
    const text = texts[button.value];
    if (text === undefined) button.remove();
    else button.addEventListener("click", () => copy(text, button, card, copied));
  }
  const clauses = [...document.querySelectorAll(".text .clause[id]")];
  const place = clauses.indexOf(clause);
  for (const [step, name] of /** @type {[number, string][]} */ ([[-1, "prev"], [1, "next"]])) {
    const way = made.querySelector(`[rel=${name}]`);
    const other = clauses[place + step];
    if (!(way instanceof HTMLAnchorElement)) continue;
    if (other === undefined) way.remove();
    else lead(way, other, name, show);
  }
  const row = made.querySelector(".card-cited");
  if (row instanceof HTMLElement) citing(clause, row, words, pageAt);
  return made;
}

/**
 * Makes a link one to the clause before or behind, whose card opens when it is followed.
 * @param {HTMLAnchorElement} way
 * @param {Element} other
 * @param {string} name
 * @param {Show} show
 */
function lead(way, other, name, show) {
  way.hash = other.id;
  way.append(" ", bare(other));
  way.addEventListener("click", ({ detail }) => {
    const number = other.querySelector(".number");
    if (number instanceof HTMLAnchorElement) show(number, true, detail === 0 ? `[rel=${name}]` : undefined);
  });
}

/**
 * Shows who cites a clause: on this page, and in other policies, where a page tells of them.
 * @param {Element} clause
 * @param {HTMLElement} row
 * @param {HTMLElement} words of the page
 * @param {(address: URL) => Promise<Document | null>} pageAt
 */
async function citing(clause, row, words, pageAt) {
  const list = row.querySelector("span");
  /** @param {string} href @param {string} text */
  const add = (href, text) => {
    const made = document.createElement("a");
    made.href = href;
    made.textContent = text.trim();
    list?.append(row.hidden ? "" : ", ", made);
    row.hidden = false;
  };
  const seen = new Set([clause.id]);
  for (const link of document.querySelectorAll("main .text a.ref")) {
    const by = link.closest(".clause[id]");
    if (by === null || link.getAttribute("href") !== `#${clause.id}` || seen.has(by.id)) continue;
    seen.add(by.id);
    add(`#${by.id}`, labels(by).length > 1 ? citation(by, words.dataset) : bare(by));
  }
  if (words.dataset.citations === undefined) return;
  const address = new URL(words.dataset.citations, location.href);
  const page = await pageAt(address);
  const found = page?.getElementById(`${address.hash.slice(1)}.${clause.id}`);
  for (const link of found?.querySelectorAll("a:not(.label)") ?? []) {
    add(new URL(link.getAttribute("href") ?? "", address).href, link.textContent ?? "");
  }
}

/**
 * @param {string} text
 * @param {HTMLButtonElement} button that was pressed for it
 * @param {Element} card
 * @param {string} done
 */
async function copy(text, button, card, done) {
  try {
    await navigator.clipboard.writeText(text);
    for (const each of card.querySelectorAll("[data-done]")) each.removeAttribute("data-done");
    button.dataset.done = "";
    const spoken = document.querySelector("[role=status]");
    if (spoken) spoken.textContent = `${done}: ${text}`;
  } catch {
    // where a page may not write to the clipboard the reader can
    const field = document.createElement("textarea");
    field.readOnly = true;
    field.value = text;
    field.setAttribute("aria-label", button.textContent ?? "");
    button.after(field);
    field.select();
  }
}
