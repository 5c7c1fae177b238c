// What VS Code runs: a language server for each module that a spec is opened of.

const vscode = require("vscode");
const { LanguageClient } = require("vscode-languageclient/node");
const { rootOf } = require("./server");

/** @type {Map<string, LanguageClient>} by the folder of the module */
const clients = new Map();

/** @param {vscode.TextDocument} document */
function serve(document) {
  if (document.uri.scheme !== "file" || !["concept", "sync"].includes(document.languageId)) {
    return;
  }
  const root = rootOf(document.uri.fsPath);
  if (clients.has(root)) {
    return;
  }
  const words = /** @type {string[]} */ (vscode.workspace.getConfiguration("syncgen", document).get("command"));
  const [command, ...args] = words;
  const client = new LanguageClient(
    "syncgen",
    "syncgen",
    { command, args, options: { cwd: root } },
    {
      documentSelector: ["concept", "sync"].map((language) => ({
        scheme: "file",
        language,
        pattern: { baseUri: vscode.Uri.file(root).toString(), pattern: "**" },
      })),
      workspaceFolder: { uri: vscode.Uri.file(root), name: root, index: 0 },
    },
  );
  clients.set(root, client);
  client.start().catch(() => {
    vscode.window.showErrorMessage(
      `\`${words.join(" ")}\` does not start in ${root}. Make syncgen a tool of the module, ` +
        "`go get -tool github.com/syncgen/syncgen/cmd/syncgen`, or set another `syncgen.command`.",
    );
  });
}

/** @param {vscode.ExtensionContext} context */
function activate(context) {
  context.subscriptions.push(vscode.workspace.onDidOpenTextDocument(serve));
  vscode.workspace.textDocuments.forEach(serve);
}

async function deactivate() {
  await Promise.all([...clients.values()].map((client) => client.stop()));
  clients.clear();
}

module.exports = { activate, deactivate };
