// Tells a reader who was here before of a version that has taken effect since. What was seen is known to this browser
// alone: by policy the version that was in force, and the day.

/** @type {(address: string | undefined) => string[]} the parts of a version's address: root, policy, date */
const parts = (address) =>
  /^(.*)\/[^/]+\/([^/]+)\/(\d{4}-\d\d-\d\d)\/(?:index\.html)?$/
    .exec(new URL(address ?? "", location.href).pathname)
    ?.slice(1) ?? [];

/** @param {string} name @param {object} [value] @returns {{ version?: string, day?: string, before?: string }} */
function seen(name, value) {
  try {
    if (value) localStorage.setItem(name, JSON.stringify(value));
    return JSON.parse(localStorage.getItem(name) ?? "{}");
  } catch {
    return {}; // a browser may keep nothing
  }
}

/** @type {(where: Element, there: string | null | undefined) => void} */
const tell = (where, there) => {
  const notice = where.querySelector(".visit");
  const link = notice?.querySelector("a");
  if (!there || !link || !(notice instanceof HTMLElement)) return;
  link.href = there;
  notice.hidden = false;
};

const inForce = "> .force .today[data-status='in-force']";
const head = document.querySelector(`.document ${inForce}`)?.closest(".document");
const [root, policy, version] = parts(document.querySelector(".dates [aria-current] a")?.getAttribute("href") ?? "");
if (head && version) {
  const name = `legalsite-seen ${root}/${policy}`;
  const day = new Date().toDateString();
  const last = seen(name);
  const before = last.version !== version ? last.version : last.day === day ? last.before : undefined;
  seen(name, { version, day, before });
  if (before && before < version) {
    /** @type {HTMLElement[]} */
    const rows = Array.from(document.querySelectorAll(".versions li"));
    const old = rows.find((row) => parts(row.querySelector("a")?.href)[2] === before);
    tell(head, old?.dataset.since ?? document.querySelector(".versions [aria-current] .what")?.getAttribute("href"));
  }
}

for (const word of document.querySelectorAll(`.policies > li ${inForce}`)) {
  const row = word.closest("li");
  const link = row?.querySelector("h2 a");
  if (!row || !(link instanceof HTMLAnchorElement)) continue;
  const [, above, slug] = /^(.*)\/[^/]+\/([^/]+)\/(?:index\.html)?$/.exec(link.pathname) ?? [];
  const last = seen(`legalsite-seen ${above}/${slug}`).version;
  const from = row.querySelector(".force")?.getAttribute("data-from");
  if (last && from && last < from) tell(row, link.href);
}
