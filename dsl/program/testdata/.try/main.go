package main

import (
	"fmt"
	"os"

	"github.com/syncgen/syncgen/dsl"
)

func main() {
	texts, err := dsl.Load(os.Args[1])
	if err != nil { panic(err) }
	p, found := dsl.Check(os.Args[1], texts)
	for _, d := range found {
		f := p.Sources.File(d.Primary.Span.File)
		pos := f.Position(d.Primary.Span.Start)
		fmt.Printf("%s:%d:%d %s: %s [%s]\n", f.Path, pos.Line, pos.Column, d.Code, d.Message, d.Primary.Text)
		for _, s := range d.Secondary {
			f := p.Sources.File(s.Span.File)
			pos := f.Position(s.Span.Start)
			fmt.Printf("    %s:%d:%d %s\n", f.Path, pos.Line, pos.Column, s.Text)
		}
		for _, n := range d.Notes { fmt.Println("    note:", n) }
		for _, n := range d.Help { fmt.Println("    help:", n) }
	}
	if len(os.Args) > 2 {
		for _, s := range p.Syncs {
			fmt.Println(s.Name, s.HasErrors)
			for _, v := range s.Vars { fmt.Println("   ", v.Name, v.Type) }
		}
		for _, r := range p.Routes() { fmt.Println(r.Root.FullName(), r.Literals, r.Default) }
	}
}
