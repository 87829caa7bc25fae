package view

import (
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

const (
	directoryPrefix = "view-"
	asideMark       = ".set-aside-"
)

// Fingerprint names everything that the documents of a view depend on: the mapping here, and the versions of the
// tables that codes and places are read with. A view of another fingerprint is made anew. Twelve hexadecimal digits; the
// order of versions counts.
func Fingerprint(versions ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(append(versions, mappingVersion), "\n")))
	return hex.EncodeToString(sum[:6])
}

// Directory is where the view of a fingerprint lives below base. It only makes the name.
func Directory(base, fingerprint string) string {
	return filepath.Join(base, directoryPrefix+fingerprint)
}

// Others lists views below base of other fingerprints, the newest first: one of them may answer while a new view is
// built beside it. What is set aside or half made is not among them.
func Others(base, fingerprint string) ([]string, error) {
	entries, err := os.ReadDir(base)
	if errors.Is(err, os.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("list views: %w", err)
	}
	type found struct {
		dir string
		at  time.Time
	}
	var all []found
	for _, e := range entries {
		dir := filepath.Join(base, e.Name())
		if !e.IsDir() || !strings.HasPrefix(e.Name(), directoryPrefix) || strings.Contains(e.Name(), ".") || dir == Directory(base, fingerprint) {
			continue
		}
		if info, err := e.Info(); err == nil {
			all = append(all, found{dir, info.ModTime()})
		}
	}
	slices.SortFunc(all, func(a, b found) int { return b.at.Compare(a.at) })
	var out []string
	for _, f := range all {
		out = append(out, f.dir)
	}
	return out, nil
}

// SetAside moves a view out of the way and gives its new place. Only the newest one set aside of a directory is kept:
// it holds personal data. The view must not be open.
func SetAside(dir string, now time.Time) (string, error) {
	older, err := filepath.Glob(dir + asideMark + "*")
	if err != nil {
		return "", fmt.Errorf("find views set aside: %w", err)
	}
	for _, old := range older {
		if err := os.RemoveAll(old); err != nil {
			return "", fmt.Errorf("remove older view set aside: %w", err)
		}
	}
	aside := dir + asideMark + now.UTC().Format("20060102T150405")
	if err := os.Rename(dir, aside); err != nil {
		return "", fmt.Errorf("set view aside: %w", err)
	}
	return aside, nil
}
