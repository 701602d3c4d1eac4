// Compiles theme.scss into static/css, the same bytes each time, and refuses what may not be in it.
import { existsSync, mkdirSync, writeFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { compile } from "sass";

const LIMIT = 25_000;
const here = dirname(fileURLToPath(import.meta.url));
const folder = resolve(here, "../static/css");
const { css } = compile(resolve(here, "theme.scss"), {
  style: "compressed",
  loadPaths: [resolve(here, "../../../node_modules")],
  quietDeps: true,
});

const refused = [];
if (/@font-face|frutiger|https?:\/\//i.test(css)) {
  refused.push("a web font or an address of another site");
}
for (const [, path] of css.matchAll(/url\(["']?([^"')]+)["']?\)/g)) {
  if (!existsSync(resolve(folder, path))) refused.push(`a missing file: ${path}`);
}
const packed = gzipSync(css, { level: 9 });
packed[9] = 255; // The system that made it, which would differ from one machine to the next.
if (packed.length > LIMIT) refused.push(`${packed.length} bytes packed; the limit is ${LIMIT}`);
if (refused.length > 0) {
  console.error(`theme.css has ${refused.join("; ")}`);
  process.exit(1);
}

mkdirSync(folder, { recursive: true });
writeFileSync(resolve(folder, "theme.css"), css);
writeFileSync(resolve(folder, "theme.css.gz"), packed);
console.log(`theme.css ${css.length} bytes, ${packed.length} packed`);
