// The grammars colour each word by its place, and leave nothing of a spec as invalid.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const path = require("node:path");
const { test } = require("node:test");
const { colours } = require("./grammar");

const repo = path.join(__dirname, "../../..");
const samples = path.join(__dirname, "samples");

/** @param {string} file */
const languageOf = (file) => path.extname(file).slice(1);

/** @param {string} language @param {string} text */
async function picture(language, text) {
  const lines = await colours(language, text);
  return lines
    .map((pieces) => pieces.map((p) => p.text).join("") + "\n" + pieces.filter((p) => p.text.trim()).map((p) => `  ${p.text.trim()}  ${p.scope}\n`).join(""))
    .join("");
}

for (const sample of fs.readdirSync(samples).filter((name) => !name.endsWith(".scopes"))) {
  test(`the colours of ${sample}`, async () => {
    const golden = path.join(samples, sample + ".scopes");
    const got = await picture(languageOf(sample), fs.readFileSync(path.join(samples, sample), "utf8"));
    if (process.env.UPDATE) {
      fs.writeFileSync(golden, got);
    }
    assert.equal(got, fs.readFileSync(golden, "utf8"), "`npm run update` writes what the grammar says now");
  });
}

/** @param {string} language @param {string} text */
async function invalid(language, text) {
  const lines = await colours(language, text);
  return lines.flatMap((pieces, i) => pieces.filter((p) => p.scope.startsWith("invalid")).map((p) => `line ${i + 1}: ${p.text}`));
}

/** @returns {string[]} */
function specs() {
  const skipped = new Set(["node_modules", ".git", "samples"]);
  return fs.readdirSync(repo, { recursive: true, withFileTypes: true })
    .filter((e) => e.isFile() && /\.(concept|sync)$/.test(e.name))
    .map((e) => path.join(e.parentPath ?? e.path, e.name))
    .filter((file) => !file.split(path.sep).some((part) => skipped.has(part)));
}

test("no spec of the repository has anything invalid", async () => {
  const files = specs();
  assert.ok(files.length > 100, `${files.length} specs`);
  for (const file of files) {
    assert.deepEqual(await invalid(languageOf(file), fs.readFileSync(file, "utf8")), [], file);
  }
});

const page = fs.readFileSync(path.join(repo, "docs/language.md"), "utf8");

test("no example of docs/language.md has anything invalid", async () => {
  const examples = [...page.matchAll(/^```(sync|concept)\n(.*?)^```/gms)];
  assert.ok(examples.length > 10, `${examples.length} examples`);
  for (const [, language, text] of examples) {
    assert.deepEqual(await invalid(language, text), [], text);
  }
});

test("each word of the grammar in docs/language.md is coloured as such in a sample", async () => {
  const grammar = page.slice(page.indexOf("ConceptFile ="));
  const coloured = new Set();
  for (const sample of ["language.concept", "language.sync"]) {
    const lines = await colours(languageOf(sample), fs.readFileSync(path.join(samples, sample), "utf8"));
    for (const piece of lines.flat().filter((p) => /^(keyword|storage|constant\.language)/.test(p.scope))) {
      piece.text.trim().split(/\s+/).forEach((word) => coloured.add(word));
    }
  }
  const words = [...grammar.matchAll(/"([a-z]+)"/g)].map((m) => m[1]);
  assert.ok(words.length > 50, `${words.length} words`);
  assert.deepEqual(words.filter((word) => !coloured.has(word)), []);
});
