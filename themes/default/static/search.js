// Searches the texts of a language: words by an index that is loaded when the first one is looked for, numbers of
// clauses by a list of them. The page's words come from the page.

/**
 * @typedef {{policy: string, title: string, href: string, clauses: string[]}} Policy
 * @typedef {{policies: Policy[], endings: string[][], softened: Record<string, string>, definite: string[]}} Numbers
 * @typedef {{raw_url: string, excerpt: string, meta: Record<string, string>}} Found
 * @typedef {{results: {data: () => Promise<Found>}[]}} Answer
 * @typedef {{options: (o: object) => Promise<void>, mergeIndex: (path: string) => Promise<void>, search: (words: string) => Promise<Answer>}} Index
 */

const AT_ONCE = 20;
const SHORTEST = 3; // letters that a word keeps without its endings

const form = /** @type {HTMLFormElement} */ (document.getElementById("search"));
const box = /** @type {HTMLInputElement} */ (document.getElementById("words"));
const all = /** @type {HTMLInputElement | null} */ (form.elements.namedItem("all"));
const told = /** @type {HTMLElement} */ (document.getElementById("found"));
const list = /** @type {HTMLElement} */ (document.getElementById("results"));
const more = /** @type {HTMLElement} */ (document.getElementById("more"));
const contents = /** @type {HTMLElement} */ (document.getElementById("contents"));
const here = new URL(".", location.href);

/** @type {Promise<Numbers> | undefined} */
let numbers;
/** @type {Map<boolean, Promise<Index>>} by whether all versions are searched */
const indexes = new Map();
let turn = 0;

/** @returns {Promise<Numbers>} */
function loadNumbers() {
  numbers ??= fetch(new URL(form.dataset.clauses ?? "", here)).then((answer) => answer.json());
  return numbers;
}

/**
 * @param {boolean} everything whether other versions are searched too
 * @returns {Promise<Index>}
 */
function loadIndex(everything) {
  let index = indexes.get(everything);
  if (!index) {
    index = open(everything);
    indexes.set(everything, index);
  }
  return index;
}

/**
 * @param {boolean} everything
 * @returns {Promise<Index>}
 */
async function open(everything) {
  const folder = new URL(form.dataset.shown ?? "", here);
  // another address is another copy, which nothing was merged into
  const code = new URL(`pagefind.js${everything ? "?all" : ""}`, folder);
  const index = /** @type {Index} */ (await import(new URL(code).href));
  await index.options({ noWorker: true, excerptLength: 24 });
  if (everything) await index.mergeIndex(new URL(form.dataset.others ?? "", here).pathname);
  return index;
}

/**
 * @param {string} words
 * @param {string[]} articles what a word may be written with at its front: tried where the words alone find nothing
 */
async function findWords(words, articles) {
  const index = await loadIndex(Boolean(all?.checked));
  const tries = [words, ...articles.map((article) => words.replace(/\p{L}[\p{L}\p{M}]*/gu, `${article}$&`))];
  for (const each of tries) {
    const { results } = await index.search(each);
    if (results.length) return results;
  }
  return [];
}

/**
 * The words without their endings, where the index does not know these: it finds words by how they begin.
 * @param {string} words
 * @param {Numbers} data
 */
function bare(words, data) {
  if (!data.endings.length || words.includes('"')) return words;
  return words.replace(/\p{L}+/gu, (word) => {
    let stem = word.toLocaleLowerCase(document.documentElement.lang);
    for (const slot of [...data.endings].reverse()) {
      const ending = slot
        .filter((each) => stem.endsWith(each) && stem.length - each.length >= SHORTEST)
        .sort((a, b) => b.length - a.length)[0];
      if (ending) stem = stem.slice(0, -ending.length);
    }
    const last = stem.slice(-1);
    const changes = last in data.softened || Object.values(data.softened).includes(last);
    return changes && stem.length > SHORTEST ? stem.slice(0, -1) : stem;
  });
}

/**
 * The number of a clause that the words are, or name: "5.2", "5.2(a)", "clause 5.2".
 * @param {string} words
 */
function numberIn(words) {
  const found = words.trim().match(/^(?:\p{L}+\.?\s+|§+\s*)?(\d[\d.-]*(?:\s?\(\w{1,4}\))*)(?:-?\p{L}+)?\)?$/u);
  return found ? (found[1] ?? "").replace(/\s?\((\w+)\)/g, ".$1").replace(/[.-]+$/, "") : "";
}

/**
 * @param {string} number
 * @param {Numbers} data
 */
function clausesOf(number, data) {
  const wanted = number.toLowerCase();
  return data.policies
    .filter((policy) => number && policy.clauses.some((anchor) => anchor.toLowerCase() === wanted))
    .map((policy) => ({ policy, anchor: policy.clauses.find((each) => each.toLowerCase() === wanted) ?? "" }));
}

/**
 * @param {Policy} policy
 * @param {string} anchor
 */
function address(policy, anchor) {
  return `${new URL(policy.href, here)}#${encodeURIComponent(anchor)}`;
}

/**
 * @param {string} tag
 * @param {string} name
 * @param {...(Node | string)} inside
 */
function element(tag, name, ...inside) {
  const made = document.createElement(tag);
  if (name) made.className = name;
  made.append(...inside);
  return made;
}

/**
 * An excerpt, whose only tag is that of the words found.
 * @param {string} excerpt
 */
function marked(excerpt) {
  const plain = (/** @type {string} */ text) =>
    text.replace(/&lt;/g, "<").replace(/&gt;/g, ">").replace(/&quot;/g, '"').replace(/&#39;/g, "'").replace(/&amp;/g, "&");
  return excerpt
    .split(/(<mark>.*?<\/mark>)/s)
    .map((piece) => (piece.startsWith("<mark>") ? element("mark", "", plain(piece.slice(6, -7))) : plain(piece)));
}

/**
 * A clause that was found. Its words start with its number and heading, which are told above them.
 * @param {Found} found
 */
function row({ raw_url, excerpt, meta }) {
  const name = [meta.number, meta.heading].filter(Boolean).join(" ");
  const link = /** @type {HTMLAnchorElement} */ (element("a", "", name || meta.policy || ""));
  link.href = new URL(raw_url, here).href;
  const words = element("p", "excerpt", ...marked(excerpt));
  cut(words, name);
  if (meta.language) {
    for (const each of [link, words]) {
      each.lang = meta.language;
      each.dir = "auto";
    }
  }
  const where = [meta.policy];
  if (meta.version && raw_url.includes(`/${meta.version}/`)) {
    where.push((list.dataset.version ?? "{}").replace("{}", meta.date ?? meta.version));
  }
  if (meta.machine) where.push(list.dataset.machine ?? "");
  const about = element("p", "where", where.filter(Boolean).join(" · "));
  return element("li", "", link, ...(words.textContent?.trim() ? [words] : []), about);
}

/**
 * Takes words off the start of an element, if it starts with them.
 * @param {HTMLElement} from
 * @param {string} words
 */
function cut(from, words) {
  if (!words || !from.textContent?.startsWith(words)) return;
  const range = document.createRange();
  range.setStart(from, 0);
  let left = words.length;
  for (const node of [...from.childNodes]) {
    const length = node.textContent?.length ?? 0;
    const text = node.firstChild ?? node;
    range.setEnd(text, Math.min(left, length));
    left -= length;
    if (left <= 0) break;
  }
  range.deleteContents();
}

/** Looks for what is in the box. */
async function search() {
  const mine = ++turn;
  const words = box.value.trim();
  list.replaceChildren();
  told.textContent = "";
  /** @type {HTMLElement} */ (more.parentElement).hidden = true;
  contents.hidden = Boolean(words);
  if (!words) return;
  try {
    const data = await loadNumbers();
    const number = numberIn(words);
    const clauses = clausesOf(number, data);
    const results = await findWords(clauses.length ? number : bare(words, data), data.definite).catch((error) => {
      if (!clauses.length) throw error; // a number leads to its clause without an index too
      return [];
    });
    if (mine !== turn) return;
    const count = Math.max(clauses.length, results.length);
    told.textContent = count ? (told.dataset.count ?? "").replace("{}", String(count)) : (told.dataset.none ?? "");
    contents.hidden = count > 0;
    await show(results, mine, clauses);
  } catch {
    if (mine !== turn) return;
    told.textContent = told.dataset.broken ?? "";
    contents.hidden = false;
  }
}

/**
 * @param {Answer["results"]} results
 * @param {number} mine
 * @param {{policy: Policy, anchor: string}[]} clauses those whose number was asked for come first
 */
async function show(results, mine, clauses = []) {
  const found = await Promise.all(results.slice(0, AT_ONCE).map((each) => each.data()));
  if (mine !== turn) return;
  const rows = found.map(row);
  for (const { policy, anchor } of clauses) {
    const there = address(policy, anchor);
    const at = rows.findIndex((each) => each.querySelector("a")?.href === there);
    const link = /** @type {HTMLAnchorElement} */ (element("a", "", anchor));
    link.href = there;
    list.append(at < 0 ? element("li", "", link, element("p", "where", policy.title)) : (rows.splice(at, 1)[0] ?? ""));
  }
  list.append(...rows);
  const rest = results.slice(AT_ONCE);
  /** @type {HTMLElement} */ (more.parentElement).hidden = !rest.length;
  more.onclick = () => void show(rest, mine);
}

/** The address says what is looked for, so that it can be kept and gone back to. */
function remember() {
  const asked = new URLSearchParams();
  if (box.value.trim()) asked.set("q", box.value.trim());
  if (all?.checked) asked.set("all", "1");
  history.replaceState(null, "", asked.size ? `?${asked}` : location.pathname);
}

/** Goes to the clause of the number that a reader typed elsewhere, if it can be only one. */
async function goTo(/** @type {string} */ words, /** @type {string | null} */ from) {
  const number = numberIn(words);
  if (!number) return false;
  const clauses = clausesOf(number, await loadNumbers().catch(() => ({ policies: [], endings: [], softened: {}, definite: [] })));
  const own = clauses.find(({ policy }) => policy.policy === from) ?? (clauses.length === 1 ? clauses[0] : undefined);
  if (own) location.replace(address(own.policy, own.anchor));
  return Boolean(own);
}

const asked = new URLSearchParams(location.search);
form.hidden = false;
told.textContent = "";
box.value = asked.get("q") ?? "";
if (all) all.checked = asked.has("all");
/** @type {ReturnType<typeof setTimeout> | undefined} */
let waiting;
box.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => {
    remember();
    void search();
  }, 250);
});
form.addEventListener("change", () => {
  remember();
  void search();
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  void goTo(box.value, null).then((gone) => {
    if (gone) return;
    remember();
    void search();
  });
});
if (!(await goTo(box.value, asked.get("in")))) {
  if (!box.value) box.focus();
  else remember();
  await search();
}
