// The card of a citation, or of a term: the text of the clause that it leads to. cards.js fetches this script when
// the first such card is wanted.

/**
 * @param {HTMLAnchorElement} link
 * @param {HTMLElement} words of the page
 * @param {(address: URL) => Promise<Document | null>} pageAt gives this page, or fetches another
 * @returns {Promise<DocumentFragment | null>} the clause or the definition that it leads to
 */
export async function cardText(link, words, pageAt) {
  const address = new URL(link.href);
  const page = await pageAt(address);
  const clause = page?.getElementById(decodeURIComponent(address.hash.slice(1)));
  if (!page || !clause) return null;
  const shown = document.createElement("div");
  shown.className = "text";
  shown.lang = clause.closest("[lang]")?.getAttribute("lang") ?? "";
  shown.append(whole((link.classList.contains("term") && definition(clause, link)) || clause));
  for (const each of shown.querySelectorAll("a[href]")) {
    if (each instanceof HTMLAnchorElement) each.href = new URL(each.getAttribute("href") ?? "", address).href;
  }
  const fragment = document.createDocumentFragment();
  if (page !== document) fragment.append(line("card-title", page.querySelector("h1")?.textContent ?? ""));
  fragment.append(shown);
  const go = document.createElement("a");
  go.href = link.href;
  go.textContent = (words.dataset.goTo ?? "").replace("{place}", bare(clause));
  const foot = line("card-foot", "");
  foot.append(go);
  fragment.append(foot);
  return fragment;
}

/**
 * @param {string} name
 * @param {string} text
 */
function line(name, text) {
  const made = document.createElement("p");
  made.className = name;
  made.textContent = text;
  return made;
}

/**
 * @param {Element} element of a page
 * @returns {HTMLElement} the same to be shown in a card, the clauses under it folded
 */
function whole(element) {
  const copy = document.createElement("div");
  const root = element.matches("li, td, th") ? element : element.cloneNode(true);
  copy.append(...(root === element ? element.cloneNode(true).childNodes : [root]));
  const inner = [...copy.querySelectorAll(":scope > .clause > .clause")];
  if (inner[0]) {
    const fold = document.createElement("details");
    const ends = [...new Set([inner[0], ...inner.slice(-1)])];
    const summary = document.createElement("summary");
    summary.textContent = ends.map(bare).join(" – ");
    inner[0].before(fold);
    fold.append(summary, ...inner);
  }
  for (const each of copy.querySelectorAll("[id]")) each.removeAttribute("id");
  for (const each of copy.querySelectorAll(".past, .cited, .citing, .badge, .back")) each.remove();
  return copy;
}

/**
 * @param {Element} clause that defines terms
 * @param {Element} use of one of them, in whatever form
 * @returns {Element | null} the paragraph, item or cell that defines it; null where that is the whole clause
 */
function definition(clause, use) {
  const terms = [...clause.querySelectorAll("dfn")];
  const wanted = (use.textContent ?? "").toLocaleLowerCase();
  const alike = terms.map((term) => {
    const word = (term.textContent ?? "").toLocaleLowerCase();
    let length = 0;
    while (length < word.length && word[length] === wanted[length]) length++;
    return length;
  });
  const best = alike.indexOf(Math.max(...alike));
  return terms.length > 1 && (alike[best] ?? 0) > 1 ? (terms[best]?.closest("p, li, td") ?? null) : null;
}

/**
 * @param {Element} clause
 * @returns {string} its number without the dot at its end
 */
function bare(clause) {
  return (clause.querySelector(".number")?.textContent ?? "").trim().replace(/[.:]$/, "");
}
