// Checks Holdfast's checkpoints and proofs with golang.org/x/mod, the code behind Go's checksum database.
// Reads one JSON object from standard input (see crosscheck.test.ts) and exits with 1 at the first thing it refuses.
package main

import (
	"encoding/json"
	"fmt"
	"os"
	"strings"

	"golang.org/x/mod/sumdb/note"
	"golang.org/x/mod/sumdb/tlog"
)

type input struct {
	Key   string
	Notes []struct {
		Origin, Root, Note string
		Size               int64
	}
	Records []struct{ Text, Hash string }
	Roots   []struct {
		Size int64
		Root string
	}
	Inclusion []struct {
		Index, Size int64
		Proof       []string
	}
	Consistency []struct {
		First, Size int64
		Proof       []string
	}
}

func refuse(format string, args ...interface{}) {
	fmt.Fprintf(os.Stderr, format+"\n", args...)
	os.Exit(1)
}

func hash(text string) tlog.Hash {
	h, err := tlog.ParseHash(text)
	if err != nil {
		refuse("%q is no hash: %v", text, err)
	}
	return h
}

func hashes(texts []string) []tlog.Hash {
	all := []tlog.Hash{}
	for _, text := range texts {
		all = append(all, hash(text))
	}
	return all
}

func main() {
	var in input
	if err := json.NewDecoder(os.Stdin).Decode(&in); err != nil {
		refuse("cannot read the input: %v", err)
	}
	verifier, err := note.NewVerifier(in.Key)
	if err != nil {
		refuse("key %q: %v", in.Key, err)
	}
	for _, n := range in.Notes {
		opened, err := note.Open([]byte(n.Note), note.VerifierList(verifier))
		if err != nil {
			refuse("checkpoint at %d: %v", n.Size, err)
		}
		if want := fmt.Sprintf("%s\n%d\n%s\n", n.Origin, n.Size, n.Root); opened.Text != want {
			refuse("checkpoint at %d says %q, not %q", n.Size, opened.Text, want)
		}
		if opened.Sigs[0].Name != n.Origin || strings.ContainsAny(n.Origin, " +") {
			refuse("checkpoint at %d is signed by %q", n.Size, opened.Sigs[0].Name)
		}
	}
	leaves := []tlog.Hash{}
	for i, r := range in.Records {
		h := tlog.RecordHash([]byte(r.Text))
		if h != hash(r.Hash) {
			refuse("leaf %d is %v, not %v", i, h, r.Hash)
		}
		leaves = append(leaves, h)
	}
	roots := map[int64]tlog.Hash{}
	for _, r := range in.Roots {
		roots[r.Size] = hash(r.Root)
	}
	for _, p := range in.Inclusion {
		if err := tlog.CheckRecord(hashes(p.Proof), p.Size, roots[p.Size], p.Index, leaves[p.Index]); err != nil {
			refuse("proof of %d in %d: %v", p.Index, p.Size, err)
		}
	}
	for _, p := range in.Consistency {
		if err := tlog.CheckTree(hashes(p.Proof), p.Size, roots[p.Size], p.First, roots[p.First]); err != nil {
			refuse("proof from %d to %d: %v", p.First, p.Size, err)
		}
	}
	fmt.Printf("%d checkpoints, %d leaves, %d inclusion and %d consistency proofs\n",
		len(in.Notes), len(in.Records), len(in.Inclusion), len(in.Consistency))
}
