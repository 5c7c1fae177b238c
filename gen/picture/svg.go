package picture

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"github.com/goccy/go-graphviz"
)

// slack is how many points larger the letters are for which room is made than
// those that are shown. Graphviz measures them as Helvetica's, and who looks at
// the picture may have a wider font in its place.
const slack = 2

var smaller = strings.NewReplacer(
	`font-family="Helvetica"`, `font-family="Helvetica,Arial,sans-serif"`,
	fmt.Sprintf(`font-size="%d.00"`, nodeSize+slack), fmt.Sprintf(`font-size="%d"`, nodeSize),
	fmt.Sprintf(`font-size="%d.00"`, edgeSize+slack), fmt.Sprintf(`font-size="%d"`, edgeSize),
)

// SVG lays the picture out, with the Graphviz that is linked in.
func (g *Graph) SVG(ctx context.Context) (string, error) {
	engine, err := graphviz.New(ctx)
	if err != nil {
		return "", fmt.Errorf("the layout engine does not start: %w", err)
	}
	defer engine.Close()
	laid, err := graphviz.ParseBytes([]byte(g.dot(slack)))
	if err != nil {
		return "", fmt.Errorf("the layout engine does not read the picture: %w", err)
	}
	defer laid.Close()
	var out bytes.Buffer
	if err := engine.Render(ctx, laid, graphviz.SVG, &out); err != nil {
		return "", fmt.Errorf("the picture cannot be laid out: %w", err)
	}
	return smaller.Replace(out.String()), nil
}
