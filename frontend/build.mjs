// Builds the static files of the pages into the folder given as first argument,
// and the font of the printed papers into the folder given as second.
// Names carry no hash: Django's manifest storage adds it when it serves them.

import { copyFileSync, existsSync, mkdirSync, readdirSync, statSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const [assets, paperFonts] = process.argv.slice(2);
if (!assets || !paperFonts) throw new Error("Usage: node frontend/build.mjs ASSETS_FOLDER PAPER_FONTS_FOLDER");

const entryPoints = [
  { in: "styles/main", kinds: [".css"], out: "turbota" },
  { in: "scripts/main", kinds: [".ts", ".js"], out: "turbota" },
  { in: "signing/main", kinds: [".ts", ".js"], out: "signing" },
].map(({ in: name, kinds, out }) => {
  const found = kinds.map((kind) => join(here, name + kind)).find((path) => existsSync(path));
  if (!found) throw new Error(`frontend/${name} is missing`);
  return { in: found, out };
});

await build({
  entryPoints,
  outdir: assets,
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome109", "firefox115", "safari16"],
  charset: "utf8",
  legalComments: "linked",
  loader: { ".woff2": "file", ".svg": "file", ".png": "file" },
  assetNames: "[ext]/[name]",
  nodePaths: [join(here, "..", "node_modules")],
  logLevel: "warning",
});

const images = join(here, "images");
if (existsSync(images)) {
  mkdirSync(join(assets, "images"), { recursive: true });
  for (const name of readdirSync(images)) copyFileSync(join(images, name), join(assets, "images", name));
}

const onest = join(here, "..", "node_modules", "@expo-google-fonts", "onest");
mkdirSync(paperFonts, { recursive: true });
for (const weight of ["400Regular", "600SemiBold", "700Bold"]) {
  const folder = join(onest, weight);
  for (const name of readdirSync(folder).filter((file) => file.endsWith(".ttf"))) {
    copyFileSync(join(folder, name), join(paperFonts, name));
  }
}
if (statSync(join(assets, "turbota.css")).size === 0) throw new Error("turbota.css is empty");
