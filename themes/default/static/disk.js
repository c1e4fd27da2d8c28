// Opened from disk, an address that ends in a folder shows the folder's files and not its page: there, and
// nowhere else, links name the page.
if (location.protocol === "file:") {
  for (const link of document.querySelectorAll("a[href]")) {
    if (link instanceof HTMLAnchorElement && link.protocol === "file:" && link.pathname.endsWith("/")) {
      link.pathname += "index.html";
    }
  }
}
