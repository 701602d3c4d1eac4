// Tells the person above the page what came of words that were sent by themselves.

export const element = (kind, facts) => Object.assign(document.createElement(kind), facts);

const WORDS = {
  saved: ["What you wrote on this device before is saved now.", "Read it"],
  look: ["What you wrote on this device is kept as a draft. Look at it once more before you save it.", "Look at it"],
  draft: ["What you wrote on this device before is kept as a draft now.", "Go on with it"],
  scores: ["The numbers that you gave on this device before are kept now.", "Look at them"],
  clash: ["What you wrote on this device is not what you kept elsewhere. Both are there.", "Look at both"],
};

// Tell the person above the page what came of it, with the way there.
export const tell = (told) => {
  for (const { record, address, clash, look } of told) {
    const draft = record.scores ? record.action : `${record.drafts}${record.key}`;
    const [words, label] = WORDS[record.scores ? "scores" : address ? "saved" : clash ? "clash" : look ? "look" : "draft"];
    const line = element("p", { textContent: `${words} ` });
    line.append(element("a", { href: address ?? draft, textContent: label }));
    const flash = element("div", { className: "dlp-flash dlp-flash--info" });
    flash.setAttribute("role", "status");
    flash.append(line);
    document.querySelector("main").before(flash);
  }
};
