package requesting

import (
	"log/slog"
	"net/http"
)

// health says how the server is. It is no route: no flow begins here.
func (f *front) health(w http.ResponseWriter, r *http.Request) {
	header := w.Header()
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		header["Allow"] = []string{"GET, HEAD"}
		w.WriteHeader(http.StatusMethodNotAllowed)
		return
	}
	status, body := http.StatusOK, `{"status":"ok"}`
	if check := f.settings.Health; check != nil {
		if err := check(r.Context()); err != nil {
			f.settings.Logger.LogAttrs(r.Context(), slog.LevelWarn, "not healthy", slog.String("error", err.Error()))
			status, body = http.StatusServiceUnavailable, `{"status":"unavailable"}`
		}
	}
	header["Content-Type"] = contentJSON
	header["Cache-Control"] = []string{"no-store"}
	w.WriteHeader(status)
	_, _ = w.Write([]byte(body)) // a client that is gone asks no more
}
