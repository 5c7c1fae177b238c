// Where a server runs.

const fs = require("node:fs");
const path = require("node:path");

/**
 * The folder of the module that a file belongs to, or else the file's own.
 * @param {string} file
 */
function rootOf(file) {
  const own = path.dirname(file);
  for (let dir = own; ; dir = path.dirname(dir)) {
    if (fs.existsSync(path.join(dir, "go.mod"))) {
      return dir;
    }
    if (dir === path.dirname(dir)) {
      return own;
    }
  }
}

module.exports = { rootOf };
