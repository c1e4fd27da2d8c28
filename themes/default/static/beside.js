// The text beside the same version in another language, clause by clause. The other one is read from its own page,
// and nothing is hidden of either: a clause that one of them lacks leaves its side empty.

const main = document.querySelector("main");
const text = document.querySelector(".text");
const tag = new URLSearchParams(location.search).get("beside");
const offered = Array.from(document.querySelectorAll("a[data-beside]"));
const link = offered.find((each) => each instanceof HTMLAnchorElement && each.dataset.beside === tag);

/** @param {"div" | "p" | "ul"} name @param {string} kind */
const make = (name, kind) => {
  /** @type {HTMLElement} */
  const made = document.createElement(name);
  made.className = kind;
  return made;
};

/** @param {Element | undefined} of @returns {{ clauses: Map<string, Element>, runs: Map<string, Element[]> }}
 * its clauses, and what stands before each of them, under its id; the heading and what comes last have names */
function read(of) {
  const clauses = new Map();
  const runs = new Map();
  /** @type {Element[]} */
  let run = [];
  for (const child of of?.children ?? []) {
    if (child.matches(".clause[id]")) {
      clauses.set(child.id, child);
      runs.set(child.id, run);
      run = [];
    } else if (/^H\d$/.test(child.tagName) && of?.matches("section.clause")) runs.set("heading", [child]);
    else run.push(child);
  }
  runs.set("last", run);
  return { clauses, runs };
}

/** @param {Document} page */
function beside(page) {
  const { lang, dir } = page.documentElement;

  /** @param {Element[]} own @param {Element[]} other */
  const pair = (own, other) => {
    const row = make("div", "pair");
    const [mine, theirs] = [make("div", "side"), make("div", "side other")];
    theirs.lang = lang;
    theirs.dir = dir;
    mine.append(...own);
    theirs.append(...other);
    row.append(mine, theirs);
    return row;
  };

  /** @param {Element} own @param {Element | undefined} other */
  const align = (own, other) => {
    const [mine, theirs] = [read(own), read(other)];
    const run = (/** @type {string} */ name, both = true) => {
      const [left, right] = [mine.runs.get(name) ?? [], (both && theirs.runs.get(name)) || []];
      return left.length + right.length ? [pair(left, right)] : [];
    };
    /** @type {Element[]} */
    const rows = run("heading");
    const rest = [...theirs.clauses.keys()];
    const lacking = (/** @type {number} */ count) =>
      rest.splice(0, count).map((id) => {
        const [before, clause] = [theirs.runs.get(id) ?? [], theirs.clauses.get(id)];
        return pair([], clause ? [...before, clause] : before);
      });
    for (const [id, clause] of mine.clauses) {
      const at = rest.indexOf(id);
      if (at >= 0) {
        rows.push(...lacking(at));
        rest.shift();
      }
      rows.push(...run(id, at >= 0), clause);
      align(clause, at >= 0 ? theirs.clauses.get(id) : undefined);
    }
    rows.push(...lacking(rest.length), ...run("last"));
    own.append(...rows);
  };

  const there = page.querySelector(".text");
  const title = page.querySelector("h1");
  if (!text || !there || !title || !main || !(link instanceof HTMLAnchorElement)) return;
  const address = link.dataset.there ?? "";
  for (const each of page.querySelectorAll("a[href]:not([href^='#'])")) {
    each.setAttribute("href", new URL(each.getAttribute("href") ?? "", address).href);
  }
  for (const each of there.querySelectorAll(".past, .cited")) each.remove();
  align(text, there);
  for (const each of text.querySelectorAll(".other [id]")) each.removeAttribute("id");

  const name = (/** @type {string} */ href, /** @type {string} */ words) => {
    const named = document.createElement("a");
    named.href = href;
    named.textContent = words;
    named.dataset.keepsClause = "";
    return named;
  };
  const [own, other] = [make("p", ""), make("p", "")];
  const alone = document.querySelector(".bar .tongues summary")?.textContent ?? "";
  own.append(alone, " ", name(location.pathname, main.dataset.alone ?? ""));
  other.append(name(address, link.querySelector(".spoken")?.textContent?.trim() ?? lang));
  const notices = make("ul", "notices");
  notices.append(...page.querySelectorAll("[data-standing]"));
  const heading = make("p", "title");
  heading.append(...title.childNodes);
  const head = pair([own], [other, heading, notices]);
  head.classList.add("heads");
  text.prepend(head);
  text.classList.add("beside");
  main.classList.add("wide");
  document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
}

if (main && link instanceof HTMLAnchorElement && link.dataset.there) {
  try {
    const answer = await fetch(link.dataset.there);
    if (!answer.ok) throw new Error(answer.statusText);
    beside(new DOMParser().parseFromString(await answer.text(), "text/html"));
  } catch {
    const told = make("p", "important");
    told.role = "alert";
    told.textContent = main.dataset.unread ?? "";
    text?.prepend(told);
  }
}
