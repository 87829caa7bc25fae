package view

import (
	"encoding/binary"
	"errors"
	"fmt"
	"hash/crc32"
	"hash/fnv"
	"io"
	"os"
	"path/filepath"
	"runtime/debug"
	"time"

	"github.com/blevesearch/bleve/v2/util"
	"go.etcd.io/bbolt"
	bolterrors "go.etcd.io/bbolt/errors"
)

// lockPatience is how long a directory that another process has open is waited for.
const lockPatience = 2 * time.Second

// store is where bleve keeps root.bolt and the segments, below a view's directory.
const store = "store"

// ErrInUse says that another process has the view open, and had it for the two seconds that Open waits.
var ErrInUse = errors.New("view is open in another process")

// verify reads all that bleve will rely on before bleve does, because bleve meets damage in goroutines of its own,
// where a panic ends the process: the whole root.bolt, and the checksums of the segments that it names.
func verify(dir string) (err error) {
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true)) // a truncated file faults where it is mapped
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("%w: %v", ErrCorrupt, r)
		}
	}()
	root := filepath.Join(dir, store, "root.bolt")
	db, err := bbolt.Open(root, 0o600, &bbolt.Options{ReadOnly: true, PreLoadFreelist: true, Timeout: lockPatience, OpenFile: readOnly})
	if errors.Is(err, bolterrors.ErrTimeout) {
		return ErrInUse
	}
	if err != nil {
		return fmt.Errorf("%w: open root.bolt: %w", ErrCorrupt, err)
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	var segments []string
	if err := db.View(func(tx *bbolt.Tx) error { segments, err = verifyRoot(tx, root); return err }); err != nil {
		return fmt.Errorf("%w: read root.bolt: %w", ErrCorrupt, err)
	}
	for _, name := range segments {
		if err := verifySegment(filepath.Join(dir, store, name)); err != nil {
			return fmt.Errorf("%w: segment %s: %w", ErrCorrupt, name, err)
		}
	}
	return nil
}

// readOnly keeps bolt from making a file that is not there.
func readOnly(path string, _ int, _ os.FileMode) (*os.File, error) { return os.Open(path) }

// verifyRoot reads every page and gives the files of the newest snapshot, the one that bleve opens.
func verifyRoot(tx *bbolt.Tx, path string) (segments []string, err error) {
	if info, err := os.Stat(path); err != nil || info.Size() < tx.Size() {
		return nil, errors.Join(errors.New("it is cut short"), err)
	}
	if err := verifyHeads(path, tx.DB().Info().PageSize); err != nil {
		return nil, err
	}
	sum := crc32.NewIEEE() // of no use but to touch every byte
	touch := func(key, value []byte) { _, _ = sum.Write(key); _, _ = sum.Write(value) }
	if err := tx.ForEach(func(_ []byte, b *bbolt.Bucket) error { return walk(b, touch) }); err != nil {
		return nil, err
	}
	if err := verifyPages(tx); err != nil {
		return nil, err
	}
	snapshots := tx.Bucket(util.BoltSnapshotsBucket)
	if snapshots == nil {
		return nil, errors.New("no snapshot in it")
	}
	newest, _ := snapshots.Cursor().Last()
	snapshot := snapshots.Bucket(newest)
	if snapshot == nil {
		return nil, errors.New("newest snapshot is not there")
	}
	err = walk(snapshot, func(key, value []byte) {
		if string(key) == string(util.BoltPathKey) {
			segments = append(segments, string(value))
		}
	})
	return segments, err
}

// verifyHeads checks both heads of a bolt file, its first two pages, where bolt itself is content with one: a head is
// 16 bytes of page (number, flags), 56 of values, and their FNV-1a sum, as the machine orders bytes.
func verifyHeads(path string, pageSize int) (err error) {
	const page, values, flagHead = 16, 56, 4
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	for n := range uint64(2) {
		var head [page + values + 8]byte
		if _, err := f.ReadAt(head[:], int64(n)*int64(pageSize)); err != nil {
			return err
		}
		sum := fnv.New64a()
		_, _ = sum.Write(head[page : page+values])
		order := binary.NativeEndian
		if order.Uint64(head[:]) != n || order.Uint16(head[8:]) != flagHead || order.Uint64(head[page+values:]) != sum.Sum64() {
			return fmt.Errorf("head %d is damaged", n)
		}
	}
	return nil
}

// verifyPages reads the head of every page here, where it may panic, before bolt checks how they hang together in a
// goroutine of its own.
func verifyPages(tx *bbolt.Tx) error {
	for id := 2; ; {
		page, err := tx.Page(id)
		if err != nil {
			return err
		}
		if page == nil {
			break
		}
		id += 1 + page.OverflowCount
	}
	for err := range tx.Check() {
		return err
	}
	return nil
}

func walk(b *bbolt.Bucket, visit func(key, value []byte)) error {
	return b.ForEach(func(key, value []byte) error {
		if value == nil {
			return walk(b.Bucket(key), visit)
		}
		visit(key, value)
		return nil
	})
}

// verifySegment compares a segment with the CRC-32 (IEEE) that its last four bytes hold.
func verifySegment(path string) (err error) {
	f, err := os.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, f.Close()) }()
	info, err := f.Stat()
	if err != nil {
		return err
	}
	sum := crc32.NewIEEE()
	if _, err := io.CopyN(sum, f, info.Size()-crc32.Size); err != nil {
		return err
	}
	var want [crc32.Size]byte
	if _, err := io.ReadFull(f, want[:]); err != nil {
		return err
	}
	if binary.BigEndian.Uint32(want[:]) != sum.Sum32() {
		return errors.New("checksum does not fit")
	}
	return nil
}
