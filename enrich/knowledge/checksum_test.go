package knowledge

import (
	"encoding/binary"
	"hash/crc32"
)

// fixSum makes the checksum right, so that a fuzzer gets past it.
func fixSum(data []byte) {
	if len(data) >= headSize {
		binary.LittleEndian.PutUint32(data[8:], crc32.Checksum(data[12:], crc32.MakeTable(crc32.Castagnoli)))
	}
}
