// Adds to a sentence about dates what it means on the reader's day, by the calendar of the site's time zone.
// The sentences say the same without it, and stay true; the words come from the page.

/**
 * @param {string | undefined} timeZone a name of the IANA database
 * @returns {string} today as year-month-day there
 */
function today(timeZone) {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone,
    calendar: "gregory",
    numberingSystem: "latn",
    year: "numeric",
    month: "2-digit",
    day: "2-digit",
  }).formatToParts(new Date());
  const { year, month, day } = Object.fromEntries(parts.map(({ type, value }) => [type, value]));
  return `${year}-${month}-${day}`;
}

/**
 * @param {DOMStringMap} dates of a version
 * @param {string} day
 * @returns {"in-force" | "superseded" | "upcoming" | "withdrawn"} what the version is on a day
 */
function status({ from, until, withdrawn }, day) {
  if (from !== undefined && day < from) return "upcoming";
  if (until === undefined || day <= until) return "in-force";
  return withdrawn === undefined ? "superseded" : "withdrawn";
}

/** @type {NodeListOf<HTMLElement>} */
const pages = document.querySelectorAll("[data-time-zone]");
for (const page of pages) {
  const words = {
    "in-force": page.dataset.inForce,
    superseded: page.dataset.superseded,
    upcoming: page.dataset.upcoming,
    withdrawn: page.dataset.withdrawn,
  };
  const day = today(page.dataset.timeZone);
  /** @type {NodeListOf<HTMLElement>} */
  const rows = page.querySelectorAll("[data-dated]");
  for (const row of rows) row.dataset.status = status(row.dataset, day);
  /** @type {NodeListOf<HTMLElement>} */
  const sentences = page.querySelectorAll(".force[data-from]");
  for (const sentence of sentences) {
    const found = status(sentence.dataset, day);
    const word = document.createElement("span");
    word.className = "today";
    word.dataset.status = found;
    word.textContent = words[found] ?? "";
    const part = document.createElement("span");
    part.className = "as-of";
    part.append("\u00a0– ", word);
    sentence.append(part);
    const row = sentence.closest("li[data-status]");
    if (row instanceof HTMLElement) row.dataset.status = found;
  }
}
