package cache

import (
	"encoding/binary"

	"github.com/cespare/xxhash/v2"
)

// sealSize is the length in bytes of what seal puts before a value.
const sealSize = 8

// seal puts a checksum of key and value before the value. A connection that got out of step hands one request the
// answer of another; bound to its key, such an answer is a miss and never somebody else's list.
func seal(key string, value []byte) []byte {
	sealed := make([]byte, sealSize, sealSize+len(value))
	binary.BigEndian.PutUint64(sealed, checksum(key, value))
	return append(sealed, value...)
}

// unseal returns the value of what seal made for key, as a part of sealed; anything else is not ok.
func unseal(key string, sealed []byte) (value []byte, ok bool) {
	if len(sealed) < sealSize {
		return nil, false
	}
	value = sealed[sealSize:]
	return value, binary.BigEndian.Uint64(sealed) == checksum(key, value)
}

// checksum is xxHash64 over the length of key, key and value: it guards against accidents, not against a person who can write to Redis.
func checksum(key string, value []byte) uint64 {
	var length [8]byte
	binary.BigEndian.PutUint64(length[:], uint64(len(key)))
	digest := xxhash.New()
	_, _ = digest.Write(length[:]) // a Digest never fails
	_, _ = digest.WriteString(key)
	_, _ = digest.Write(value)
	return digest.Sum64()
}
