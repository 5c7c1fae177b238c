package requesting

import (
	"encoding/json"
	"errors"
	"fmt"
	"maps"
	"net/http"
	"net/textproto"
	"strings"

	"github.com/syncgen/syncgen/runtime"
)

var errHeaders = errors.New("`Requesting.respond` with `headers` that are not a record of strings, or of lists of strings")

// setHeaders sets the headers of an answer from a JSON object.
func setHeaders(header http.Header, headers runtime.JSON) error {
	var members map[string]json.RawMessage
	if json.Unmarshal(headers, &members) != nil {
		return errHeaders
	}
	set := make(http.Header, len(members))
	for name, raw := range members {
		values, err := headerValues(raw)
		if err == nil {
			err = checkHeader(name, values)
		}
		if err != nil {
			return err
		}
		if values != nil {
			set[textproto.CanonicalMIMEHeaderKey(name)] = values
		}
	}
	maps.Copy(header, set) // all or none
	return nil
}

// headerValues reads a string or a list of strings; null, an optional value
// that is absent, is no value.
func headerValues(raw json.RawMessage) (values []string, err error) {
	if raw[0] == '[' {
		err = json.Unmarshal(raw, &values)
	} else {
		var value *string
		if err = json.Unmarshal(raw, &value); value != nil {
			values = []string{*value}
		}
	}
	if err != nil {
		return nil, errHeaders
	}
	return values, nil
}

// checkHeader refuses what would make the answer's head say something else
// than the spec does. Values are not shown: they may be secret.
func checkHeader(name string, values []string) error {
	if name == "" || strings.ContainsFunc(name, notToken) {
		return fmt.Errorf("`Requesting.respond` with the header `%s`: a header's name is made of letters, digits and dashes", name)
	}
	switch textproto.CanonicalMIMEHeaderKey(name) {
	case "Content-Length", "Transfer-Encoding", "Connection", "Trailer", "Upgrade":
		return fmt.Errorf("`Requesting.respond` with the header `%s`: the server sets it itself", name)
	}
	for _, value := range values {
		if strings.ContainsFunc(value, func(r rune) bool { return r < ' ' && r != '\t' || r == 0x7f }) {
			return fmt.Errorf("`Requesting.respond` with the header `%s`: its value has a line end or another control character", name)
		}
	}
	return nil
}

func notToken(r rune) bool {
	switch {
	case 'a' <= r && r <= 'z', 'A' <= r && r <= 'Z', '0' <= r && r <= '9':
		return false
	default:
		return !strings.ContainsRune("!#$%&'*+-.^_`|~", r)
	}
}
