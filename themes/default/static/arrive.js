// Tells readers who cannot see it to which clause an address has led them, and offers those who followed a citation
// the way back. Without this script the style sheet marks the clause, and the browser has its own way back.

const KEPT = "legalsite-followed";
const words = document.getElementById("cards");
const spoken = document.querySelector("[role=status]");
const back = document.createElement("button");
back.className = "back";
back.type = "button";
/** @type {HTMLElement | null} */
let followed = null;

/** @param {Event} [moved] what led here; none where the page was opened with the address */
const arrive = (moved) => {
  back.remove();
  const clause = document.getElementById(decodeURIComponent(location.hash.slice(1)));
  const number = clause?.matches(".clause") ? clause.querySelector(".number")?.parentElement : null;
  if (!number || !spoken) return;
  const said = (number.textContent ?? "").replace(/\s+/g, " ").trim();
  // a quick reader has copied something already, and must hear that it was
  if (moved || !spoken.textContent) {
    spoken.textContent = said.length > 100 ? `${said.slice(0, 100).replace(/\s\S*$/, "")}…` : said;
  }
  const last = JSON.parse(sessionStorage.getItem(KEPT) ?? "{}");
  if (last.to !== location.href) return;
  back.textContent = (words?.dataset.backTo ?? "").replace("{place}", last.from);
  number.append(back);
};
back.addEventListener("click", () => {
  sessionStorage.removeItem(KEPT);
  const link = followed;
  if (link) addEventListener("hashchange", () => link.focus(), { once: true });
  history.back();
});
addEventListener("hashchange", arrive);
setTimeout(() => arrive(), 300); // what stands in a page when it comes is no news to a screen reader

document.addEventListener("click", (event) => {
  const link = event.target instanceof Element ? event.target.closest("main a:is(.ref, .term)") : null;
  if (!(link instanceof HTMLAnchorElement) || event.defaultPrevented || event.button) return;
  if (event.ctrlKey || event.metaKey || event.shiftKey || event.altKey) return;
  const here = link.pathname === location.pathname;
  const title = here ? null : document.querySelector("h1");
  const number = link.closest(".clause[id]")?.querySelector(".number");
  const from = [title, number].flatMap((each) => each?.textContent?.trim().replace(/[.:]$/, "") || []).join(", ");
  followed = here ? link : null;
  if (from) sessionStorage.setItem(KEPT, JSON.stringify({ to: link.href, from }));
});
