package benchmarks
import ("testing";"os")
func TestZZ(t *testing.T){ 
 for _,n:=range []int{100,1000,10000}{
 d:="/tmp/bbig/"+map[int]string{100:"a",1000:"b",10000:"c"}[n]
 os.RemoveAll(d)
 os.MkdirAll(d,0o755)
 os.WriteFile(d+"/go.mod",[]byte("module big\n\ngo 1.26\n\nrequire github.com/syncgen/syncgen v0.0.0\n\nreplace github.com/syncgen/syncgen => /work/main\n"),0o644)
 s,_:=os.ReadFile("/work/main/go.sum")
 os.WriteFile(d+"/go.sum",s,0o644)
 writeApp(t,d,n)
}}
