package layered

import (
	"cmp"
	"slices"
)

// The ports of a box: how far they are from each other, and from the corners.
const (
	mostBetweenPorts  = 22
	leastBetweenPorts = 10
	besidePorts       = 8
)

// setPorts spreads the links of a box along its sides, in the order of what they
// lead to.
func (p *part) setPorts() {
	for _, v := range p.boxes {
		for _, above := range []bool{true, false} {
			for i, ports := 0, v.ports(above); i < len(ports); i++ {
				at := v.size.W/2 + spread(i, len(ports), v.size.W)
				for _, l := range ports[i] {
					if above {
						l.toPort = at
					} else {
						l.fromPort = at
					}
				}
			}
		}
	}
}

// ports lists the links of a side of a box, port by port: one for each link or,
// where they would be too near to each other, one for neighbours of one sort.
func (v *vertex) ports(above bool) [][]*link {
	links := slices.Clone(ahead(v, above))
	slices.SortStableFunc(links, func(a, b *link) int { return cmp.Compare(end(a, above).place, end(b, above).place) })
	isCrowded := (len(links)-1)*leastBetweenPorts > v.size.W-2*besidePorts
	var ports [][]*link
	for i, l := range links {
		if isCrowded && i > 0 && l.chain.sort == links[i-1].chain.sort {
			ports[len(ports)-1] = append(ports[len(ports)-1], l)
		} else {
			ports = append(ports, []*link{l})
		}
	}
	return ports
}

// spread is how far from the middle of a side the port is that has the number i
// among n.
func spread(i, n, width int) int {
	if n == 1 {
		return 0
	}
	step := min(mostBetweenPorts*(n-1), max(width-2*besidePorts, 0)) // from the first port to the last
	return (2*i - (n - 1)) * step / (2 * (n - 1))
}

// mostNudge is how far a port moves so that its link is straight.
const mostNudge = 4

// nudgePorts moves the ports a little where a link is all but straight.
func (p *part) nudgePorts() {
	for _, v := range p.boxes {
		for _, above := range []bool{true, false} {
			for _, port := range v.ports(above) {
				by := port[0].width()
				switch {
				case len(port) > 1 || max(by, -by) > mostNudge:
				case above:
					port[0].toPort -= by
				default:
					port[0].fromPort += by
				}
			}
		}
	}
}
