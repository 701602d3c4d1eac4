// When we cannot be reached, the pages where one writes open all the same: an empty box, and its style and scripts.
// Nothing else is kept here, and no page of anybody.

const NAME = "dlp-{{ assets_version }}";
const BOX = "{{ url_for('reflections.offline') }}";
const FILES = [
{% for name in (
  "css/theme.css", "images/favicon.svg", "js/forms.js",
  "js/kept.js", "js/kept/leaving.js", "js/kept/sending.js", "js/kept/store.js", "js/kept/telling.js",
  "js/box.js", "js/box/keeping.js", "js/box/page.js", "js/box/two.js", "js/box/words.js",
) %}
  "{{ url_for('static', filename=name, v=assets_version) }}",
{% endfor %}
];
const WRITES = /^\/reflections\/(new|drafts\/[0-9a-f-]{36}|[0-9a-f-]{36}\/versions\/new)$/;
// What stands between us and the browser says so when we are away.
const AWAY = new Set([502, 503, 504]);

// Without the cookie, so that what comes is the same for everybody.
const fresh = (address) => new Request(address, { credentials: "omit", cache: "reload" });

addEventListener("install", (event) => {
  const fill = async () => (await caches.open(NAME)).addAll([BOX, ...FILES].map(fresh));
  event.waitUntil(fill().then(() => skipWaiting()));
});

addEventListener("activate", (event) => {
  const tidy = async () => {
    for (const name of await caches.keys()) if (name !== NAME) await caches.delete(name);
    await clients.claim();
  };
  event.waitUntil(tidy());
});

const opened = async (request) => {
  let answer;
  try {
    answer = await fetch(request);
    if (!AWAY.has(answer.status)) return answer;
  } catch {
    answer = undefined;
  }
  return (await caches.match(BOX)) ?? answer ?? Response.error();
};

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate") {
    if (WRITES.test(pathname)) event.respondWith(opened(request));
  } else if (pathname.startsWith("/static/")) {
    event.respondWith(caches.match(request).then((kept) => kept ?? fetch(request)));
  }
});
