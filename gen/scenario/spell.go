package scenario

import (
	"encoding/json"
	"fmt"
	"strconv"
	"strings"

	"github.com/syncgen/syncgen/gen/internal/semantics/value"
)

// spell writes a value as a scenario would.
func spell(v any) string {
	switch v := v.(type) {
	case nil:
		return "null"
	case string:
		return strconv.Quote(v)
	case json.Number:
		return v.String()
	case []any:
		parts := make([]string, len(v))
		for i, item := range v {
			parts[i] = spell(item)
		}
		return "[" + strings.Join(parts, ", ") + "]"
	case value.Record:
		if len(v) == 0 {
			return "{}"
		}
		return "{ " + spellFields(v) + " }"
	}
	return fmt.Sprint(v)
}

// shown writes a value for a message.
func shown(v any) string {
	if v == nil {
		return "absent"
	}
	return "`" + spell(v) + "`"
}

// spellFields writes fields; those that are absent are left out.
func spellFields(record value.Record) string {
	var parts []string
	for _, f := range record {
		if f.Value != nil {
			parts = append(parts, f.Name+": "+spell(f.Value))
		}
	}
	return strings.Join(parts, ", ")
}
