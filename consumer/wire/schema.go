package wire

import (
	"bytes"
	_ "embed"
)

// SchemaID is the $id of the project's own schema, which records that are not
// strict name in standard.schema.
const SchemaID = "urn:dateline:schema:record:1"

//go:embed schema/record-1.json
var recordSchema []byte

// RecordSchema returns the JSON schema of a record: ninjs 3.2 and enrichment.
func RecordSchema() []byte { return bytes.Clone(recordSchema) }
