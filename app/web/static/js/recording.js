// A recording on another site plays in this page once somebody asks for it; nothing is fetched before.

const MAKE = {
  frame: (box) => {
    const frame = document.createElement("iframe");
    frame.allow = "fullscreen; picture-in-picture; encrypted-media";
    // The site learns that the visit came from this platform, and not from which page.
    frame.referrerPolicy = "strict-origin";
    frame.sandbox.add("allow-scripts", "allow-same-origin", "allow-popups", "allow-presentation");
    frame.title = `Recording: ${box.dataset.title}`;
    return frame;
  },
  audio: () => document.createElement("audio"),
  video: () => document.createElement("video"),
};

for (const box of document.querySelectorAll("[data-player]")) {
  box.hidden = false;
  box.querySelector("button").addEventListener("click", () => {
    const player = MAKE[box.dataset.kind](box);
    player.className = "dlp-recording__player";
    if (box.dataset.kind !== "frame") {
      player.controls = true;
      player.setAttribute("aria-label", `Recording: ${box.dataset.title}`);
    }
    player.src = box.dataset.player;
    box.replaceChildren(player);
    player.focus();
  });
}
