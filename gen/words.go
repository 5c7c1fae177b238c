package gen

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// initialisms are the words that Go writes in capitals, by their lower case.
var initialisms = map[string]string{
	"acl": "ACL", "api": "API", "ascii": "ASCII", "cpu": "CPU", "css": "CSS", "csv": "CSV",
	"dns": "DNS", "eof": "EOF", "gpu": "GPU", "guid": "GUID", "html": "HTML", "http": "HTTP",
	"https": "HTTPS", "id": "ID", "ids": "IDs", "ip": "IP", "json": "JSON", "jwt": "JWT",
	"os": "OS", "pdf": "PDF", "qr": "QR", "ram": "RAM", "rpc": "RPC", "sla": "SLA", "smtp": "SMTP",
	"sql": "SQL", "ssh": "SSH", "tcp": "TCP", "tls": "TLS", "ttl": "TTL", "udp": "UDP",
	"ui": "UI", "uid": "UID", "uri": "URI", "uris": "URIs", "url": "URL", "urls": "URLs",
	"utc": "UTC", "utf8": "UTF8", "uuid": "UUID", "uuids": "UUIDs", "vm": "VM", "xml": "XML",
}

// words splits a name as written in a spec, a path or an enumeration into its
// words: at capitals, and at everything that is neither letter nor digit.
func words(name string) []string {
	var list []string
	runes := []rune(name)
	start := -1
	for i, r := range runes {
		if !unicode.IsLetter(r) && !unicode.IsDigit(r) {
			if start >= 0 {
				list = append(list, string(runes[start:i]))
			}
			start = -1
			continue
		}
		if start < 0 {
			start = i
			continue
		}
		previous := runes[i-1]
		nextIsLower := i+1 < len(runes) && unicode.IsLower(runes[i+1])
		// `userName` parts before N; `HTTPServer` before the S; `userIDs` stays whole after I.
		if unicode.IsUpper(r) && (!unicode.IsUpper(previous) || nextIsLower && !endsPlural(runes[i+1:])) {
			list = append(list, string(runes[start:i]))
			start = i
		}
	}
	if start >= 0 {
		list = append(list, string(runes[start:]))
	}
	return list
}

// endsPlural reports whether rest is the s of a plural such as `IDs`, and no
// word of its own.
func endsPlural(rest []rune) bool {
	return rest[0] == 's' && (len(rest) == 1 || !unicode.IsLower(rest[1]))
}

// exported is the Go name of something that other packages see: `createdAt`
// is CreatedAt, `userId` is UserID.
func exported(name string) string {
	var b strings.Builder
	for _, word := range words(name) {
		if initialism, ok := initialisms[strings.ToLower(word)]; ok {
			b.WriteString(initialism)
			continue
		}
		r, size := utf8.DecodeRuneInString(word)
		b.WriteRune(unicode.ToUpper(r))
		b.WriteString(capitalTail(word[size:]))
	}
	// A first letter without a capital, as in many scripts, exports nothing.
	if first, _ := utf8.DecodeRuneInString(b.String()); !unicode.IsUpper(first) {
		return "X" + b.String()
	}
	return b.String()
}

// capitalTail lowers words written all in capitals, such as the constants of
// an enumeration; other words stay as written.
func capitalTail(tail string) string {
	if tail != "" && strings.ToUpper(tail) == tail {
		return strings.ToLower(tail)
	}
	return tail
}

// unexported is the Go name of something that only the package sees.
func unexported(name string) string {
	list := words(name)
	if len(list) == 0 {
		return "x"
	}
	first := strings.ToLower(list[0])
	if r, _ := utf8.DecodeRuneInString(first); unicode.IsDigit(r) {
		first = "x" + first
	}
	if len(list) == 1 {
		return first
	}
	return first + trimForced(exported(strings.Join(list[1:], "_")), list[1])
}

// trimForced takes the X away that exported puts before a word without
// capitals: inside a name it is not needed.
func trimForced(name, word string) string {
	if r, _ := utf8.DecodeRuneInString(word); !unicode.IsUpper(unicode.ToUpper(r)) {
		return strings.TrimPrefix(name, "X")
	}
	return name
}
