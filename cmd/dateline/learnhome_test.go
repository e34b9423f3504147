package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// gazette is a local paper: nothing in it says which state it is in but that
// its places go together.
var gazette = []string{
	"A Palestine man was arrested on Monday. Palestine police said that he had fled to Elkhart, in Anderson County.",
	"Voters in Anderson County will choose a judge. Polls are open in Palestine, Elkhart and Frankston.",
	"The road from Palestine to Crockett is closed, the Anderson County sheriff said. Drivers should go by way of Grapeland.",
	"A storm blew down trees in Jacksonville and Rusk, and in parts of Palestine.",
}

func stories(t *testing.T, bodies ...string) []string {
	t.Helper()
	var files []string
	for i, b := range bodies {
		f := filepath.Join(t.TempDir(), fmt.Sprintf("%d.txt", i))
		if err := os.WriteFile(f, []byte(b), 0o644); err != nil {
			t.Fatal(err)
		}
		files = append(files, f)
	}
	return files
}

func command(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = newApp(strings.NewReader(""), &out, &errs).run(t.Context(), args)
	return code, out.String(), errs.String()
}

func TestTheHomeOfALocalPaperIsLearntAndUsed(t *testing.T) {
	files := stories(t, gazette...)
	code, yaml, errs := command(t, append([]string{"learn-home", "--source", "*"}, files...)...)
	if code != 0 || !strings.Contains(yaml, "Texas, US") {
		t.Fatalf("exit %d, %s\n%s", code, yaml, errs)
	}
	config := filepath.Join(t.TempDir(), "home.yml")
	if err := os.WriteFile(config, []byte(yaml), 0o644); err != nil {
		t.Fatal(err)
	}
	story := stories(t, "A fire in Palestine killed two horses on Friday.")
	const palestine = "https://sws.geonames.org/4717232/"
	if _, record, _ := command(t, "tag", story[0]); strings.Contains(record, palestine) {
		t.Errorf("without a home Palestine is the one in Texas: %s", record)
	}
	if code, record, errs := command(t, "tag", "--config", config, story[0]); code != 0 || !strings.Contains(record, palestine) {
		t.Errorf("with the learnt home: exit %d, %s\n%s", code, record, errs)
	}
}

func TestAPaperOfTheWorldHasNoHome(t *testing.T) {
	files := stories(t, "Talks in Paris failed.", "Tokyo and Seoul agreed.", "Floods came to Lagos.", "Voters in Chile and Peru were asked.")
	code, out, errs := command(t, append([]string{"learn-home", "--source", "world"}, files...)...)
	if code != exitFindings || out != "" || !strings.Contains(errs, "no home in 4 stories") {
		t.Errorf("exit %d, %q, %q", code, out, errs)
	}
}

func TestAHomeThatTheGazetteerLacksIsNamed(t *testing.T) {
	code, _, errs := command(t, "tag", "--set", "places.home=gazette=US/Nowhere", stories(t, "Rain.")[0])
	if code != exitConfig || !strings.Contains(errs, `"gazette"`) || !strings.Contains(errs, "Nowhere") {
		t.Errorf("exit %d, %s", code, errs)
	}
}
