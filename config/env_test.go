package config

import (
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
)

func TestALaterLayerWins(t *testing.T) {
	const file = "nats: {urls: [\"nats://file:4222\"]}\nlog:\n  level: error\n"
	url := func(s string) []string { return []string{s} }
	for _, test := range []struct {
		name   string
		file   string
		env    []string
		flags  map[string]string
		want   []string
		origin string
	}{
		{"default", "", nil, nil, url("nats://127.0.0.1:4222"), "default"},
		{"the file over the default", file, nil, nil, url("nats://file:4222"), "dateline.yaml:1"},
		{"NATS_URL over the file", file, []string{"NATS_URL=nats://env:4222"}, nil, url("nats://env:4222"), "environment NATS_URL"},
		{
			"our own variable over NATS_URL", file, []string{"DATELINE_NATS_URLS=nats://a:1, nats://b:2,", "NATS_URL=nats://env:4222"}, nil,
			[]string{"nats://a:1", "nats://b:2"}, "environment DATELINE_NATS_URLS",
		},
		{
			"a flag over all", file, []string{"NATS_URL=nats://env:4222"}, map[string]string{"nats.urls": "nats://flag:4222"},
			url("nats://flag:4222"), "flag --nats",
		},
		{"an empty variable is none", file, []string{"NATS_URL=", "DATELINE_NATS_URLS="}, nil, url("nats://file:4222"), "dateline.yaml:1"},
	} {
		t.Run(test.name, func(t *testing.T) {
			c, o, err := loadBytes("dateline.yaml", []byte(test.file), Sources{Env: test.env, Flags: test.flags})
			if err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(test.want, c.NATS.URLs); diff != "" {
				t.Errorf("nats.urls (-want +got):\n%s", diff)
			}
			if got := o.Of("nats.urls").String(); got != test.origin {
				t.Errorf("origin %q, want %q", got, test.origin)
			}
		})
	}
}

func TestEveryKeyHasAVariable(t *testing.T) {
	values := map[string]string{
		"nats.urls": "nats://a:4222", "nats.connect_timeout": "9s", "input.subject": "feeds.in.>", "input.max_age": "9d",
		"input.dedupe_window": "9h", "input.formats": "feeds.in.ap.>=ap-media,feeds.in.*=text;iso-8859-2", "output.subject": "feeds.out.>",
		"life.max_age": "9d", "life.stale": "publish", "life.orders": "gazette=time,*=version time", "life.clusters_window": "9h",
		"embargo": "hold", "held.subject": "feeds.held.>", "output.max_age": "9d", "output.dedupe_window": "9h", "output.strict": "true", "output.format": "ninjs", "dead.subject": "feeds.dead.>",
		"dead.max_age": "9d", "dead.dedupe_window": "9h", "provision": "false", "replicas": "3", "storage": "memory",
		"consumer.workers": "9", "consumer.in_flight": "9", "consumer.max_story_size": "9KiB", "consumer.ack_wait": "9s",
		"consumer.suspect_after": "9", "consumer.story_timeout": "9s", "consumer.retry_min": "9ms", "consumer.retry_max": "9s",
		"consumer.drain_deadline": "9s", "consumer.publish_timeout": "9s", "entities.engine": "prose", "entities.min_confidence": "9",
		"topics.min_confidence": "9", "topics.language": "fr", "places.min_confidence": "9", "places.home": "gazette=US/Texas,*=GB", "admin": ":9", "log.level": "debug", "log.format": "json",
		// One way to sign in; the others are tried below.
		"nats.creds": "", "nats.nkey": "", "nats.token": "",
	}
	var env []string
	for _, f := range fields(new(Config)) {
		value, given := values[f.key]
		if !given {
			value = strings.ReplaceAll(f.key, ".", "-")
		}
		env = append(env, f.variable()+"="+value)
	}
	c, o, err := Load(Sources{Env: env})
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range fields(c) {
		if got := o.Of(f.key); values[f.key] != "" && got != (Origin{Layer: FromEnv, Name: f.variable()}) {
			t.Errorf("%s comes from %s", f.key, got)
		}
	}
	want := Consumer{
		Workers: 9, InFlight: 9, MaxStorySize: 9 << 10, AckWait: Duration(9 * time.Second), SuspectAfter: 9,
		StoryTimeout: Duration(9 * time.Second), RetryMin: Duration(9 * time.Millisecond), RetryMax: Duration(9 * time.Second),
		DrainDeadline: Duration(9 * time.Second), PublishTimeout: Duration(9 * time.Second), TrialsBucket: "consumer-trials_bucket",
	}
	if diff := cmp.Diff(want, c.Consumer); diff != "" {
		t.Errorf("consumer (-want +got):\n%s", diff)
	}
	if diff := cmp.Diff([]Rule{{Subject: "feeds.in.ap.>", Format: "ap-media"}, {Subject: "feeds.in.*", Format: "text", Charset: "iso-8859-2"}}, c.Input.Formats); diff != "" {
		t.Errorf("formats (-want +got):\n%s", diff)
	}
	if c.NATS.TLS.ServerName != "nats-tls-server_name" || c.Provision || !c.Output.Strict || c.Admin != ":9" {
		t.Errorf("read %+v", c)
	}
	for variable, got := range map[string]func(*Config) string{
		"NATS_CREDS":          func(c *Config) string { return c.NATS.Creds },
		"DATELINE_NATS_CREDS": func(c *Config) string { return c.NATS.Creds },
		"DATELINE_NATS_NKEY":  func(c *Config) string { return c.NATS.NKey },
		"DATELINE_NATS_TOKEN": func(c *Config) string { return c.NATS.Token },
		"DATELINE_ADMIN":      func(c *Config) string { return c.Admin },
	} {
		c, _, err := Load(Sources{Env: []string{variable + "=desk:1"}})
		if err != nil || got(c) != "desk:1" {
			t.Errorf("%s: read %v, error %v", variable, c, err)
		}
	}
}

func TestBadVariablesAndFlagsAreNamed(t *testing.T) {
	for _, test := range []struct {
		env   string
		flags map[string]string
		want  string
	}{
		{env: "DATELINE_CONSUMER_WORKERS=many", want: `environment DATELINE_CONSUMER_WORKERS: consumer.workers: "many" is not a whole number`},
		{env: "DATELINE_CONSUMER_ACK_WAIT=30", want: `environment DATELINE_CONSUMER_ACK_WAIT: consumer.ack_wait: "30" is a number without a unit
hint: write a number with a unit: 250ms, 30s, 5m, 24h, 7d`},
		{env: "DATELINE_PROVISION=no", want: `environment DATELINE_PROVISION: provision: "no" is neither true nor false
hint: write true or false`},
		{env: "DATELINE_INPUT_FORMATS=text", want: `environment DATELINE_INPUT_FORMATS: input.formats: "text" is not a list of rules
hint: write subject=format, with commas between: wire.raw.ap.>=ap-media,wire.raw.house.>=text`},
		{env: "NATS_URL=nats://a:4222,http://u:hunter2@b", want: `environment NATS_URL: nats.urls[1]: "http://u:********@b" is not the address of a NATS server
hint: write it as nats://host:4222, or with tls://, ws:// or wss://`},
		{env: "NATS_URL=,", want: `environment NATS_URL: nats.urls: the list is empty
hint: name one server at least: nats://127.0.0.1:4222`},
		{flags: map[string]string{"admin": "9464"}, want: `flag --admin: admin: "9464" is not an address
hint: write host:port, such as 127.0.0.1:9464, or :9464 for every interface`},
		{flags: map[string]string{"consumer.workers": "-1"}, want: `flag for consumer.workers: consumer.workers: -1 is out of range
hint: 0 to 1024`},
		{flags: map[string]string{"log.levle": "info"}, want: `flag for log.levle: "log.levle" is not a key
hint: did you mean log.level?`},
		{
			env: "DATELINE_NATS_TOKEN=hunter2", flags: map[string]string{"nats.creds": "desk.creds"},
			want: `flag for nats.creds: nats.creds: there is more than one way to sign in: nats.creds, nats.token
hint: keep one (nats.token: environment DATELINE_NATS_TOKEN)`,
		},
	} {
		_, _, err := Load(Sources{Env: []string{test.env}, Flags: test.flags})
		if err == nil || err.Error() != test.want {
			t.Errorf("%s %v:\ngot  %v\nwant %s", test.env, test.flags, err, test.want)
		}
	}
}

func TestUnknownVariablesAreWarnedAbout(t *testing.T) {
	_, o, err := Load(Sources{Env: []string{
		"DATELINE_LOG_LEVLE=debug", "DATELINE_FAVOURITE_COLOUR=green", "DATELINE_LOG_LEVEL=info", "DATELINE_CONFIG=", "PATH=/bin", "dateline_admin=x",
		// From Kubernetes, for a service called dateline.
		"DATELINE_SERVICE_HOST=10.0.0.1", "DATELINE_SERVICE_PORT=9464", "DATELINE_SERVICE_PORT_METRICS=9464",
		"DATELINE_PORT=tcp://10.0.0.1:9464", "DATELINE_PORT_9464_TCP_ADDR=10.0.0.1",
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"environment DATELINE_FAVOURITE_COLOUR is not known and has no effect",
		"environment DATELINE_LOG_LEVLE is not known and has no effect; did you mean DATELINE_LOG_LEVEL?",
	}
	if diff := cmp.Diff(want, o.Warnings); diff != "" {
		t.Errorf("warnings (-want +got):\n%s", diff)
	}
}
