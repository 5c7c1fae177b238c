package reference

import (
	"strings"
	"unicode/utf8"
)

// apply calls a built-in function.
func (d *decision) apply(name string, args []any) any {
	switch name {
	case "uuid":
		return d.flow.world.UUID()
	case "now":
		return d.flow.world.Now()
	case "len":
		switch x := args[0].(type) {
		case string:
			return int64(utf8.RuneCountInString(x))
		case []any:
			return int64(len(x))
		}
	case "lower":
		return strings.ToLower(args[0].(string))
	case "upper":
		return strings.ToUpper(args[0].(string))
	case "trim":
		return strings.TrimSpace(args[0].(string))
	case "contains":
		if text, ok := args[0].(string); ok {
			return strings.Contains(text, args[1].(string))
		}
		return contains(args[0], args[1])
	case "startsWith":
		return strings.HasPrefix(args[0].(string), args[1].(string))
	case "endsWith":
		return strings.HasSuffix(args[0].(string), args[1].(string))
	case "after":
		if rest, ok := strings.CutPrefix(args[0].(string), args[1].(string)); ok {
			return rest
		}
		return nil
	}
	panic("reference: `" + name + "` is no function of the language, or not of such a value")
}
