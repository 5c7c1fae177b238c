// What the extension starts, and where.

const assert = require("node:assert/strict");
const fs = require("node:fs");
const os = require("node:os");
const path = require("node:path");
const Module = require("node:module");
const { beforeEach, test } = require("node:test");

/** @type {any[]} the clients that were started, as the extension made them */
let started = [];
/** @type {string[]} */
let shown = [];
const { contributes } = JSON.parse(fs.readFileSync(path.join(__dirname, "../package.json"), "utf8"));
/** @type {string[]} */
let command;
let startable = true;
/** @type {(document: object) => void} */
let opened;

class LanguageClient {
  /** @param {string} id @param {string} name @param {object} server @param {object} options */
  constructor(id, name, server, options) {
    Object.assign(this, { id, name, server, options });
  }
  async start() {
    started.push(this);
    if (!startable) throw new Error("the server is gone");
  }
  async stop() {
    started = started.filter((client) => client !== this);
  }
}

/** @type {Record<string, object>} */
const stubs = {
  "vscode-languageclient/node": { LanguageClient },
  vscode: {
    Uri: { file: (/** @type {string} */ file) => ({ scheme: "file", fsPath: file, toString: () => "file://" + file }) },
    window: { showErrorMessage: (/** @type {string} */ message) => shown.push(message) },
    workspace: {
      textDocuments: [],
      onDidOpenTextDocument: (/** @type {(document: object) => void} */ listener) => (opened = listener),
      getConfiguration: () => ({ get: () => command }),
    },
  },
};

/** @type {any} */
const loader = Module;
const load = loader._load;
loader._load = (/** @type {string} */ name, /** @type {any[]} */ ...rest) => stubs[name] ?? load(name, ...rest);
const extension = require("../extension");

const home = fs.mkdtempSync(path.join(os.tmpdir(), "syncgen-"));
process.on("exit", () => fs.rmSync(home, { recursive: true }));
for (const folder of ["one/specs", "two", "none"]) {
  fs.mkdirSync(path.join(home, folder), { recursive: true });
}
fs.writeFileSync(path.join(home, "one/go.mod"), "module example.com/one\n");
fs.writeFileSync(path.join(home, "two/go.mod"), "module example.com/two\n");

/** @param {string} file @param {string} [languageId] @param {string} [scheme] */
function open(file, languageId = path.extname(file).slice(1), scheme = "file") {
  opened({ languageId, uri: { scheme, fsPath: path.join(home, file) } });
}

beforeEach(async () => {
  await extension.deactivate();
  started = [];
  shown = [];
  command = contributes.configuration.properties["syncgen.command"].default;
  startable = true;
  extension.activate(/** @type {any} */ ({ subscriptions: [] }));
});

test("a module has one server, the tool of its go.mod", () => {
  open("one/specs/a.sync");
  open("one/specs/b.concept");
  open("two/c.sync");
  assert.deepEqual(
    started.map((client) => client.server),
    ["one", "two"].map((module) => ({ command: "go", args: ["tool", "syncgen", "lsp"], options: { cwd: path.join(home, module) } })),
  );
  const base = "file://" + path.join(home, "one");
  assert.deepEqual(
    started[0].options.documentSelector,
    ["concept", "sync"].map((language) => ({ scheme: "file", language, pattern: { baseUri: base, pattern: "**" } })),
  );
});

test("without a module the server is in the folder of the file", () => {
  open("none/a.sync");
  assert.equal(started[0].server.options.cwd, path.join(home, "none"));
});

test("another command is a setting", () => {
  command = ["syncgen", "lsp"];
  open("one/specs/a.sync");
  assert.equal(started[0].server.command, "syncgen");
  assert.deepEqual(started[0].server.args, ["lsp"]);
});

test("what is no spec, or on no disk, starts nothing", () => {
  open("one/main.go");
  open("one/specs/a.sync", "sync", "git");
  assert.deepEqual(started, []);
});

test("a server that does not start says what to do", async () => {
  startable = false;
  open("two/c.sync");
  await new Promise(setImmediate);
  assert.equal(shown.length, 1);
  assert.match(shown[0], /^`go tool syncgen lsp` does not start in .*two\. Make syncgen a tool of the module, `go get -tool /);
});
