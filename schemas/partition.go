package schemas

import "encoding/binary"

// PartitionOf returns the partition in 0 … partitions-1 that belongs to key, as Kafka's Java
// clients choose it (and librdkafka with partitioner=murmur2_random): the 32-bit Murmur2 of the
// key without its sign bit, modulo the number of partitions. A record without a key gets the
// partition of the empty key, where Java would pick any. It panics if partitions is not positive.
func PartitionOf(key []byte, partitions int) int {
	return int(murmur2(key)&0x7fffffff) % partitions
}

// murmur2 is Austin Appleby's MurmurHash2 (public domain) with the seed of Kafka's
// org.apache.kafka.common.utils.Utils.murmur2.
func murmur2(data []byte) uint32 {
	const (
		seed = 0x9747b28c
		m    = 0x5bd1e995
		r    = 24
	)
	h := seed ^ uint32(len(data))
	for ; len(data) >= 4; data = data[4:] {
		k := binary.LittleEndian.Uint32(data) * m
		k ^= k >> r
		h = h*m ^ k*m
	}
	if len(data) > 0 {
		var tail [4]byte
		copy(tail[:], data)
		h = (h ^ binary.LittleEndian.Uint32(tail[:])) * m
	}
	h = (h ^ h>>13) * m
	return h ^ h>>15
}
