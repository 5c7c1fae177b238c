package main

import (
	"crypto/rand"
	"flag"
	"log/slog"
	"os"
)

// options are what only this command can be told.
type options struct{ secret string }

// secretVariable names the secret where a command line would show it to all
// users of the machine.
const secretVariable = "CONDUIT_SECRET"

func (o *options) bind(flags *flag.FlagSet) {
	flags.StringVar(&o.secret, "secret", "", "`text` of 32 bytes or more that signs tokens; better given as "+secretVariable+
		",\nsince others can read a command line (default: a random one, so that tokens end with the process)")
}

// key is what tokens are signed with.
func (o *options) key(logger *slog.Logger) []byte {
	secret := o.secret
	if secret == "" {
		secret = os.Getenv(secretVariable)
	}
	if secret == "" {
		logger.Warn("tokens end with this process, since it was given no secret", slog.String("flag", "--secret"), slog.String("variable", secretVariable))
		return []byte(rand.Text() + rand.Text())
	}
	return []byte(secret)
}
