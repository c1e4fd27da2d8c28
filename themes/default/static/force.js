// Adds to a sentence about dates what it means on the reader's day, by the calendar of the site's time zone.
// The sentences say the same without it, and stay true; the words come from the page.

/** @returns {string} today as year-month-day in a time zone of the IANA database */
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

/** @returns {string} what a version is on a day */
function status({ from, until, withdrawn }, day) {
  if (day < from) return "upcoming";
  if (until === undefined || day <= until) return "in-force";
  return withdrawn === undefined ? "superseded" : "withdrawn";
}

for (const page of document.querySelectorAll("[data-time-zone]")) {
  const words = {
    "in-force": page.dataset.inForce,
    superseded: page.dataset.superseded,
    upcoming: page.dataset.upcoming,
    withdrawn: page.dataset.withdrawn,
  };
  const day = today(page.dataset.timeZone);
  for (const sentence of page.querySelectorAll(".force[data-from]")) {
    const found = status(sentence.dataset, day);
    const word = document.createElement("span");
    word.className = "today";
    word.dataset.status = found;
    word.textContent = words[found];
    sentence.append("\u00a0– ", word);
    const row = sentence.closest("li[data-status]");
    if (row !== null) row.dataset.status = found;
  }
}
