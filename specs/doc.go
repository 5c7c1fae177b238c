// Package specs holds the specs of the example apps, one folder an app. What
// is compiled from them is in generated.
package specs

//go:generate go run ../cmd/syncgen generate ./...
