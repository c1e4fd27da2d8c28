// Leads on to the page's new address, and there to the same clause, which a refresh by the page would forget.
{
  const script = document.currentScript;
  if (script instanceof HTMLScriptElement && script.dataset.there) {
    const there = new URL(script.dataset.there, location.href);
    if (there.protocol === "file:" && there.pathname.endsWith("/")) there.pathname += "index.html";
    if (!there.hash) there.hash = location.hash;
    location.replace(there.href);
  }
}
