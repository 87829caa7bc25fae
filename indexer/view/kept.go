package view

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"strings"
)

// keptFolder holds, below a view's directory, what its batches still have to announce, and notes. It is not in the
// index: bleve writes all of its internal values again with every batch, and this may be megabytes.
const keptFolder = "kept"

const notePrefix = "note-"

// KeptBy is the name under which a batch keeps what it leaves to announce (see Plan). Names ascend with the batches, as texts.
func KeptBy(batch uint64) string { return keptName(batch, 0) }

func keptName(number, serial uint64) string { return fmt.Sprintf("%016d.%06d", number, serial) }

// Keep puts something on file that is due from the newest batch on, and gives its name. It outlives a crash.
func (v *View) Keep(data []byte) (name string, err error) {
	v.keeping.Lock()
	defer v.keeping.Unlock()
	v.serial++
	name = keptName(v.Snapshot().Batch, v.serial)
	return name, v.keep(name, data)
}

// Rewrite puts something else on file under a name that is there; after a crash it is the one or the other, whole.
func (v *View) Rewrite(name string, data []byte) error { return v.keep(name, data) }

// Kept lists what is on file, the oldest first: what batches kept (see Plan) that are in the view, and what Keep was given.
func (v *View) Kept() ([]string, error) {
	entries, err := os.ReadDir(filepath.Join(v.dir, keptFolder))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, fmt.Errorf("list what is kept: %w", err)
	}
	var names []string
	for _, e := range entries {
		if name := e.Name(); !strings.HasPrefix(name, notePrefix) && !strings.HasSuffix(name, unfinished) {
			names = append(names, name)
		}
	}
	slices.Sort(names)
	return names, nil
}

// ReadKept reads what is on file under a name; os.ErrNotExist, wrapped, where nothing is.
func (v *View) ReadKept(name string) ([]byte, error) {
	data, err := os.ReadFile(filepath.Join(v.dir, keptFolder, name))
	if err != nil {
		return nil, fmt.Errorf("read what is kept: %w", err)
	}
	return data, nil
}

// Drop removes what is on file under a name; where nothing is that is no error.
func (v *View) Drop(name string) error {
	if err := os.Remove(filepath.Join(v.dir, keptFolder, name)); err != nil && !errors.Is(err, os.ErrNotExist) {
		return fmt.Errorf("remove what is kept: %w", err)
	}
	return nil
}

// Note remembers a short text by name for as long as the view lives: on file when it returns, and gone with the directory.
func (v *View) Note(name, text string) error { return v.keep(notePrefix+name, []byte(text)) }

// Noted is the text that was noted, empty where none was.
func (v *View) Noted(name string) (string, error) {
	data, err := os.ReadFile(filepath.Join(v.dir, keptFolder, notePrefix+name))
	if err != nil && !errors.Is(err, os.ErrNotExist) {
		return "", fmt.Errorf("read note: %w", err)
	}
	return string(data), nil
}

// unfinished ends the name of a file that is still being written.
const unfinished = ".part"

// keep writes a file that is whole or absent after a crash.
func (v *View) keep(name string, data []byte) error {
	dir := filepath.Join(v.dir, keptFolder)
	if err := os.MkdirAll(dir, 0o700); err != nil {
		return fmt.Errorf("make folder of what is kept: %w", err)
	}
	path := filepath.Join(dir, name)
	if err := writeSynced(path+unfinished, data); err != nil {
		return fmt.Errorf("keep: %w", err)
	}
	if err := errors.Join(os.Rename(path+unfinished, path), syncFolder(dir)); err != nil {
		return fmt.Errorf("keep: %w", err)
	}
	return nil
}

func syncFolder(dir string) error {
	f, err := os.Open(dir)
	if err != nil {
		return err
	}
	return errors.Join(f.Sync(), f.Close())
}

func writeSynced(path string, data []byte) error {
	f, err := os.OpenFile(path, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o600)
	if err != nil {
		return err
	}
	_, err = f.Write(data)
	return errors.Join(err, f.Sync(), f.Close())
}

// sweep removes what a crash left of batches that never came into the view, and finds the last serial number.
func (v *View) sweep(batch uint64) error {
	names, err := v.Kept()
	if err != nil {
		return err
	}
	for _, name := range names {
		var number, serial uint64
		if _, err := fmt.Sscanf(name, "%d.%d", &number, &serial); err != nil || number > batch {
			if err := v.Drop(name); err != nil {
				return err
			}
			continue
		}
		v.serial = max(v.serial, serial)
	}
	return nil
}
