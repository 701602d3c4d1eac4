// A box that waits for something keeps itself up to date, from the same page that a person would load.

const load = (address) =>
  new Promise((good, bad) => {
    // Parses the page without running it, which trusted types allow; innerHTML would not be.
    const request = new XMLHttpRequest();
    request.open("GET", address);
    request.responseType = "document";
    request.timeout = 10000;
    request.onload = () => (request.status === 200 && request.response ? good(request.response) : bad(request.status));
    request.onerror = request.ontimeout = bad;
    request.send();
  });

const watch = (box, wait) => {
  setTimeout(async () => {
    try {
      const page = await load(box.dataset.refreshUrl);
      const fresh = page.getElementById(box.id);
      if (!fresh) return;
      if (fresh.innerHTML !== box.innerHTML) {
        const held = box.contains(document.activeElement);
        box.replaceChildren(...[...fresh.childNodes].map((node) => document.importNode(node, true)));
        if (held) box.querySelector("a, button")?.focus();
      }
      if (fresh.dataset.refreshUrl) watch(box, 2000);
      else box.removeAttribute("data-refresh-url");
    } catch {
      watch(box, Math.min(wait * 2, 30000));
    }
  }, wait);
};

for (const box of document.querySelectorAll("[data-refresh-url]")) watch(box, 2000);
