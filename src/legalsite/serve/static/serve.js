// The script that `legalsite serve` adds to a page while it is written: it loads the page anew when the page has
// changed, at the clause that was being read; it shows the errors of a text over the page; and it has a panel with
// what is wrong with the policy and how far its translations have come. No published page has it.

const OURS = "/.legalsite";
const made = new URL(import.meta.url).searchParams.get("made");
const page = encodeURIComponent(location.pathname);
const place = `legalsite-place ${location.pathname}`;

/** An element with attributes and children. */
function element(name, attributes = {}, ...children) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value !== "" && value !== false) made.setAttribute(key, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== ""));
  return made;
}

// The place

/** Remembers which clause stands at the top of the window, and how far from it. */
function keepPlace() {
  let found = { anchor: "", from: 0, scrolled: scrollY };
  for (const each of document.querySelectorAll("main [id]")) {
    const top = each.getBoundingClientRect().top;
    if (top > innerHeight / 4) break;
    found = { anchor: each.id, from: top, scrolled: scrollY };
  }
  const open = [...document.querySelectorAll("details")].map((each) => each.open);
  sessionStorage.setItem(place, JSON.stringify({ ...found, open }));
}

/** Goes back there. */
function findPlace() {
  const kept = sessionStorage.getItem(place);
  if (kept === null) return;
  sessionStorage.removeItem(place);
  const { anchor, from, scrolled, open } = JSON.parse(kept);
  const details = document.querySelectorAll("details");
  if (details.length === open.length) details.forEach((each, at) => (each.open = open[at]));
  const there = anchor && document.getElementById(anchor);
  const top = there ? there.getBoundingClientRect().top + scrollY - from : scrolled;
  scrollTo({ top, behavior: "instant" });
}

// What is shown over the page

const host = element("legalsite-serve");
const root = host.attachShadow({ mode: "open" });
const errors = element("section", { class: "errors", role: "alert", "aria-label": "Errors", hidden: true });
const panel = element("section", { class: "panel", "aria-label": "This policy", hidden: true });
const button = element("button", { class: "open", type: "button", "aria-expanded": "false" }, "legalsite");
const look = element("link", { rel: "stylesheet", href: `${OURS}/serve.css` });
look.addEventListener("load", showCarets);
root.append(look, errors, panel, button);

let state = { failed: false, message: "", errors: [], more: 0 };
let shut = "";

/** The line of a file with a caret under what is meant. */
function line(problem) {
  if (!problem.before && !problem.marked && !problem.after) return "";
  const marked = problem.marked || " ";
  return element(
    "pre",
    {},
    element("span", { class: "number" }, `${problem.line} | `),
    problem.before,
    element("mark", {}, marked),
    problem.after,
    "\n",
    element("span", { class: "number blank" }, `${problem.line} | `),
    element("span", { class: "blank" }, problem.before),
    element("span", { class: "caret" }, "^".repeat([...marked].length)),
  );
}

/** Moves lines that are longer than their box until what is meant can be seen. */
function showCarets() {
  for (const caret of root.querySelectorAll(".caret")) {
    const box = caret.closest("pre");
    const [there, seen] = [caret.getBoundingClientRect(), box.getBoundingClientRect()];
    const hidden = there.right - seen.right;
    if (hidden > 0) box.scrollLeft += Math.min(hidden + seen.width / 3, there.left - seen.left);
  }
}

/** A problem with its place, which leads to the editor, and its clause. */
function told(problem) {
  const where = `${problem.file}:${problem.line}:${problem.column}`;
  return element(
    "li",
    { "data-severity": problem.severity },
    element("p", { class: "place" }, problem.editor ? element("a", { href: problem.editor }, where) : where),
    element(
      "p",
      {},
      element("strong", {}, problem.severity),
      ` ${problem.message} `,
      element("code", {}, problem.rule),
      " ",
      problem.href ? element("a", { href: fromRoot(problem.href) }, "read the clause") : "",
    ),
    line(problem),
    problem.help ? element("p", { class: "help" }, problem.help) : "",
  );
}

function fromRoot(href) {
  return new URL(href, `${location.origin}/`).href;
}

function showErrors() {
  const what = state.message + JSON.stringify(state.errors);
  errors.hidden = !(state.message || state.errors.length) || shut === what;
  if (!what) shut = "";
  const close = element("button", { class: "close", type: "button", "aria-label": "Close" }, "×");
  close.addEventListener("click", () => {
    shut = what;
    errors.hidden = true;
  });
  const head = state.failed
    ? "The site cannot be built: you see it as it was before"
    : "The site cannot be built: it has errors";
  errors.replaceChildren(
    close,
    element("h2", {}, head),
    state.message ? element("pre", {}, state.message) : "",
    element("ol", {}, ...state.errors.map(told)),
    state.more ? element("p", {}, `${state.more} more errors are not shown`) : "",
  );
  button.dataset.failed = String(Boolean(state.message || state.errors.length));
  showCarets();
}

// The panel

/** How far a translation has come. */
function translation(each) {
  const name = `${each.version || "draft"} ${each.language}`;
  return element(
    "li",
    { "data-short": each.short },
    each.href ? element("a", { href: fromRoot(each.href) }, name) : name,
    ` ${each.percent} % of ${each.total} `,
    each.editor ? element("a", { href: each.editor }, `edit the ${each.source === "files" ? "text" : "catalog"}`) : "",
    ...each.clauses.map(([kind, clauses]) =>
      element(
        "p",
        { class: "clauses" },
        `${kind}: `,
        ...clauses.flatMap(({ title, href, editor }) => [
          href ? element("a", { href: fromRoot(href) }, title) : title,
          " ",
          editor ? element("a", { href: editor, "aria-label": `edit ${title}` }, "edit") : "",
          " ",
        ]),
      ),
    ),
  );
}

async function fillPanel() {
  const answer = await fetch(`${OURS}/policy?page=${page}`);
  const policy = await answer.json();
  if (policy === null) {
    const why = state.message ? "Nothing can be told now. " : "This page is about no single policy. ";
    panel.replaceChildren(element("p", {}, why, element("a", { href: "/team/" }, "All policies")));
    return;
  }
  const counts = Object.entries(policy.counts).map(([kind, count]) => `${count} ${kind}${count > 1 ? "s" : ""}`);
  panel.replaceChildren(
    element("h2", {}, policy.policy),
    element("p", {}, counts.join(", ") || "Nothing is wrong."),
    element("ol", {}, ...policy.problems.map(told)),
    policy.translations.length ? element("h3", {}, "Translations") : "",
    element("ul", { class: "translations" }, ...policy.translations.map(translation)),
    element("p", {}, element("a", { href: `/team/${policy.policy}/` }, "All about this policy")),
  );
  showCarets();
}

function open(wanted) {
  panel.hidden = !wanted;
  button.setAttribute("aria-expanded", String(wanted));
  sessionStorage.setItem("legalsite-panel", wanted ? "open" : "");
  if (wanted) fillPanel();
}

button.addEventListener("click", () => open(panel.hidden));
root.addEventListener("keydown", (event) => {
  if (event.key === "Escape") open(false);
});

// The news

let news = null;

function listen() {
  if (news !== null) return;
  news = new EventSource(`${OURS}/events?page=${page}&made=${made}`);
  news.addEventListener("state", (event) => {
    state = JSON.parse(event.data);
    showErrors();
    if (!panel.hidden) fillPanel();
  });
  news.addEventListener("page", () => {
    keepPlace();
    history.scrollRestoration = "manual";
    location.reload();
  });
  news.addEventListener("rest", () => {
    if (document.hidden) {
      news.close();
      news = null;
    }
  });
}

document.addEventListener("visibilitychange", () => {
  if (!document.hidden) listen();
});
addEventListener("pagehide", () => {
  if (news !== null) news.close();
  news = null;
});
addEventListener("pageshow", listen);
document.body.append(host);
findPlace();
if (sessionStorage.getItem("legalsite-panel")) open(true);
listen();
