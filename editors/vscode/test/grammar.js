// Colours as VS Code gives them.

const fs = require("node:fs");
const path = require("node:path");
const textmate = require("vscode-textmate");
const oniguruma = require("vscode-oniguruma");

const home = path.join(__dirname, "..");

/** @type {{ contributes: { grammars: { language: string, scopeName: string, path: string }[] } }} */
const { contributes } = JSON.parse(fs.readFileSync(path.join(home, "package.json"), "utf8"));

async function engine() {
  await oniguruma.loadWASM(fs.readFileSync(require.resolve("vscode-oniguruma/release/onig.wasm")));
  return {
    createOnigScanner: (/** @type {string[]} */ patterns) => new oniguruma.OnigScanner(patterns),
    createOnigString: (/** @type {string} */ text) => new oniguruma.OnigString(text),
  };
}

const registry = new textmate.Registry({
  onigLib: engine(),
  loadGrammar: async (scope) => {
    const found = contributes.grammars.find((g) => g.scopeName === scope);
    return found ? JSON.parse(fs.readFileSync(path.join(home, found.path), "utf8")) : null;
  },
});

/**
 * The pieces of a text, line by line, each with its innermost scope, without the name of the language.
 * @param {string} language
 * @param {string} text
 * @returns {Promise<{ text: string, scope: string }[][]>}
 */
async function colours(language, text) {
  const grammar = await registry.loadGrammar(`source.${language}`);
  if (!grammar) {
    throw new Error(`package.json has no grammar for ${language}`);
  }
  let state = textmate.INITIAL;
  return text.replace(/\n$/, "").split("\n").map((line) => {
    const { tokens, ruleStack } = grammar.tokenizeLine(line, state);
    state = ruleStack;
    return tokens.map((t) => ({
      text: line.slice(t.startIndex, t.endIndex),
      scope: t.scopes[t.scopes.length - 1].replace(`.${language}`, ""),
    }));
  });
}

module.exports = { colours };
