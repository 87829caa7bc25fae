package eventlog

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
)

// The embedded broker keeps its records in a folder "partitions", of files that are either
// appended to or replaced. A safety copy of it is a folder of hard links, which costs no room:
// what the broker deletes lives on under its second name.
const (
	live   = "partitions"
	half   = "partitions.half" // a copy that is being made or thrown away: worth nothing
	copied = "partitions.safe" // a complete copy: what live holds cannot be trusted
)

// secure makes a safety copy of the records under dir, if there are any.
func secure(dir string) error {
	from, to := filepath.Join(dir, live), filepath.Join(dir, half)
	if _, err := os.Stat(from); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if err := os.RemoveAll(to); err != nil {
		return fmt.Errorf("clear safety copy: %w", err)
	}
	if err := linkTree(from, to); err != nil {
		return fmt.Errorf("make safety copy: %w", err)
	}
	return os.Rename(to, filepath.Join(dir, copied))
}

// linkTree gives every file under from a second name under to.
func linkTree(from, to string) error {
	return filepath.WalkDir(from, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(from, path)
		if err != nil {
			return err
		}
		if d.IsDir() {
			return os.MkdirAll(filepath.Join(to, rel), 0o700)
		}
		return os.Link(path, filepath.Join(to, rel))
	})
}

// discard throws the safety copy away; from the first step on it is no longer trusted.
func discard(dir string) error {
	away := filepath.Join(dir, half)
	if err := os.Rename(filepath.Join(dir, copied), away); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return os.RemoveAll(away)
}

// restore puts a complete safety copy back in place of the records, and removes an incomplete one.
func restore(dir string) error {
	safe := filepath.Join(dir, copied)
	if _, err := os.Stat(safe); err == nil {
		if err := os.RemoveAll(filepath.Join(dir, live)); err != nil {
			return fmt.Errorf("remove half-compacted records: %w", err)
		}
		if err := os.Rename(safe, filepath.Join(dir, live)); err != nil {
			return fmt.Errorf("put records back: %w", err)
		}
	}
	return os.RemoveAll(filepath.Join(dir, half))
}
