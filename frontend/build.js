// Builds static/dist/ from src/, always the same bytes from the same sources, and the licences of what is in it.
import { build } from "esbuild";
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = process.env.FORUM_DIST ?? join(here, "..", "static", "dist");

const built = await build({
  absWorkingDir: here,
  entryPoints: { drafting: "src/index.js", "drafting-worker": "src/worker.js", "drafting-parting": "src/parting.js" },
  outdir: target,
  bundle: true,
  minify: true,
  format: "esm",
  target: "es2022",
  charset: "utf8",
  legalComments: "none",
  metafile: true,
});

const packages = new Set();
for (const input of Object.keys(built.metafile.inputs)) {
  const found = input.match(/^node_modules\/((?:@[^/]+\/)?[^/]+)/);
  if (found) packages.add(found[1]);
}
const notices = [...packages].sort().map((name) => {
  const folder = join(here, "node_modules", name);
  const { version, license } = JSON.parse(readFileSync(join(folder, "package.json"), "utf8"));
  const file = ["LICENSE", "LICENSE.md", "LICENSE.txt"].map((one) => join(folder, one)).find(existsSync);
  return `${name} ${version} (${license})\n\n${file ? readFileSync(file, "utf8").trim() : ""}\n`;
});
writeFileSync(join(target, "LICENSES.txt"), notices.join("\n" + "-".repeat(78) + "\n\n"));
