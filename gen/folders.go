package gen

import (
	"io/fs"
	"path/filepath"
)

// Folders lists the generated packages of a module by the folder of specs that
// they were made from, which their stamps name.
func Folders(root string) (map[string][]string, error) {
	found := map[string][]string{}
	err := filepath.WalkDir(root, func(path string, d fs.DirEntry, err error) error {
		if err != nil || !d.IsDir() {
			return err
		}
		if path != root && IsIgnored(d.Name()) {
			return filepath.SkipDir
		}
		source, err := Source(path)
		if source != "" {
			found[source] = append(found[source], path)
		}
		return err
	})
	return found, err
}

// IsIgnored reports whether a folder of this name has no Go of the module, as
// the go command sees it.
func IsIgnored(name string) bool {
	return name[0] == '.' || name[0] == '_' || name == "testdata" || name == "vendor" || name == "node_modules"
}
