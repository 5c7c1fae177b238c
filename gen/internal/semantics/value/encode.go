package value

import (
	"encoding/base64"
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
	"time"
)

// dateTimeForm is how a DateTime is written: in UTC, to the millisecond.
const dateTimeForm = "2006-01-02T15:04:05.000Z"

// Encode returns the Json of a value, its fields in the order written. Fields
// that are absent are left out.
func Encode(v any) JSON {
	switch v := v.(type) {
	case nil, null:
		return "null"
	case JSON:
		return v
	case Binary:
		return JSON(strconv.Quote(base64.StdEncoding.EncodeToString([]byte(v))))
	case []any:
		items := make([]string, len(v))
		for i := range v {
			items[i] = string(Encode(v[i]))
		}
		return JSON("[" + strings.Join(items, ",") + "]")
	case Record:
		var fields []string
		for _, f := range v {
			if f.Value != nil {
				fields = append(fields, string(quoted(f.Name))+":"+string(Encode(f.Value)))
			}
		}
		return JSON("{" + strings.Join(fields, ",") + "}")
	case string, Date, time.Time:
		return quoted(Text(v))
	case int64, float64, bool:
		return JSON(Text(v))
	}
	panic(fmt.Sprintf("value: %T is no value of the language", v))
}

func quoted(text string) JSON {
	written, err := json.Marshal(text)
	if err != nil {
		panic(err)
	}
	return JSON(written)
}

// Text returns a value as it stands in a `${…}` of a string.
func Text(v any) string {
	switch v := v.(type) {
	case string:
		return v
	case Date:
		return string(v)
	case int64:
		return strconv.FormatInt(v, 10)
	case float64:
		return numberText(v)
	case bool:
		return strconv.FormatBool(v)
	case time.Time:
		return v.UTC().Format(dateTimeForm)
	}
	return string(Encode(v))
}

// numberText is the shortest text of a Number, with an exponent only where the
// number is very large or very small.
func numberText(n float64) string {
	size := math.Abs(n)
	switch {
	case math.IsNaN(n) || math.IsInf(n, 0):
		return "null"
	case size != 0 && (size < 1e-6 || size >= 1e21):
		return strconv.FormatFloat(n, 'e', -1, 64)
	}
	return strconv.FormatFloat(n, 'f', -1, 64)
}
