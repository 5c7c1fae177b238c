package requesting

import "slices"

// allowOrigin lets a browser's page of another origin read the answer.
func (f *front) allowOrigin(x *Exchange) {
	header := x.writer.Header()
	if slices.Contains(f.settings.Origins, "*") {
		header["Access-Control-Allow-Origin"] = []string{"*"}
	} else {
		header["Vary"] = []string{"Origin"}
		origin := x.http.Header.Get("Origin")
		if origin == "" || !slices.Contains(f.settings.Origins, origin) {
			return
		}
		header["Access-Control-Allow-Origin"] = []string{origin}
	}
	header["Access-Control-Expose-Headers"] = []string{"X-Request-Id"}
}

// preflight answers a browser that asks whether it may send a request.
func (f *front) preflight(x *Exchange, allowed string) {
	header := x.writer.Header()
	if header.Get("Access-Control-Allow-Origin") == "" || x.http.Header.Get("Access-Control-Request-Method") == "" {
		return
	}
	header["Access-Control-Allow-Methods"] = []string{allowed}
	header["Access-Control-Allow-Headers"] = append([]string{"Content-Type, Authorization"}, x.http.Header["Access-Control-Request-Headers"]...)
	header["Access-Control-Max-Age"] = []string{"600"}
}
