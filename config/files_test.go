package config

import (
	"os"
	"testing"
)

func TestFilesThatCannotBeReadAreNamed(t *testing.T) {
	t.Chdir(t.TempDir())
	if err := os.WriteFile("ca.pem", []byte("x"), 0o600); err != nil {
		t.Fatal(err)
	}
	c, o, err := loadBytes("dateline.yaml", []byte("nats:\n  creds: desk.creds\n  tls: {ca: ca.pem}\nplaces:\n  gazetteer: .\nentities:\n  authorities:\n    - ca.pem\n    - people.csv\n"), Sources{})
	if err != nil {
		t.Fatal(err)
	}
	err = CheckFiles(c, o)
	const want = `3 problems in the configuration
dateline.yaml:2:10: nats.creds: "desk.creds" cannot be read: no such file or directory
   2 |   creds: desk.creds
     |          ^
hint: a path is relative to the directory that dateline is started in
dateline.yaml:9:7: entities.authorities[1]: "people.csv" cannot be read: no such file or directory
   9 |     - people.csv
     |       ^
hint: a path is relative to the directory that dateline is started in
dateline.yaml:5:14: places.gazetteer: "." is a directory
   5 |   gazetteer: .
     |              ^
hint: a path is relative to the directory that dateline is started in`
	if err == nil || err.Error() != want {
		t.Errorf("got  %v\nwant %s", err, want)
	}
	c.NATS.Creds, c.Places.Gazetteer, c.Entities.Authorities = "", "", nil
	if err := CheckFiles(c, o); err != nil {
		t.Errorf("all there is can be read, and yet: %v", err)
	}
}
