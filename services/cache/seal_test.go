package cache

import (
	"bytes"
	"testing"

	"pgregory.net/rapid"
)

func TestASealOpensOnlyForItsKeyAndValue(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		key, value := rapid.String().Draw(t, "key"), rapid.SliceOf(rapid.Byte()).Draw(t, "value")
		sealed := seal(key, value)
		if got, ok := unseal(key, sealed); !ok || !bytes.Equal(got, value) {
			t.Fatalf("unseal = %q, %t", got, ok)
		}
		if other := rapid.String().Draw(t, "other"); other != key {
			if got, ok := unseal(other, sealed); ok {
				t.Fatalf("opens for %q: %q", other, got)
			}
		}
		place := rapid.IntRange(0, len(sealed)-1).Draw(t, "place")
		sealed[place] ^= byte(rapid.IntRange(1, 255).Draw(t, "damage"))
		if got, ok := unseal(key, sealed); ok {
			t.Fatalf("opens when damaged at %d: %q", place, got)
		}
	})
}

func TestABoundaryBetweenKeyAndValueCannotMove(t *testing.T) {
	sealed := seal("ab", []byte("c"))
	moved := append(sealed[:sealSize:sealSize], "bc"...)
	if got, ok := unseal("a", moved); ok {
		t.Errorf("opens: %q", got)
	}
}

func FuzzUnseal(f *testing.F) {
	f.Add("key", []byte("short"))
	f.Add("key", seal("key", []byte("value")))
	f.Add("", seal("", nil))
	f.Fuzz(func(t *testing.T, key string, sealed []byte) {
		if value, ok := unseal(key, sealed); ok && !bytes.Equal(seal(key, value), sealed) {
			t.Errorf("opens %q, which nobody sealed for %q", sealed, key)
		}
	})
}
