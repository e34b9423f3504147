// Package config is Dateline's configuration: one struct, filled from four
// layers, of which a later one wins.
//
//	default.yaml → the YAML file → the environment → flags → Config
//
// default.yaml is embedded: it is the defaults and the documentation at once.
// The same walk over the struct reads every layer, writes the effective
// configuration and makes the JSON schema, so a key is added in two places:
// here and in default.yaml.
//
// Struct tags say what a value must be:
//
//	json    the key, in YAML, in the schema and in DATELINE_<KEY>
//	oneof   the words allowed
//	min max the range, in the unit of the type
//	zero    what 0 means, where it is allowed below min
//	is      the rule of shape.go that it keeps to
//	secret  never shown
//	path    a file that is read, or a list of them
//	flag    the flag that sets it
//	reload  applied while running, without a restart
package config

// Config is everything that can be set.
type Config struct {
	NATS      NATS     `json:"nats"`
	Input     Input    `json:"input"`
	Output    Output   `json:"output"`
	Dead      Dead     `json:"dead"`
	Life      Life     `json:"life"`
	Embargo   string   `json:"embargo" oneof:"pass hold"`
	Held      Held     `json:"held"`
	Provision bool     `json:"provision"`
	Replicas  int      `json:"replicas" min:"1" max:"5"`
	Storage   string   `json:"storage" oneof:"file memory"`
	Consumer  Consumer `json:"consumer"`
	Entities  Entities `json:"entities"`
	Topics    Topics   `json:"topics"`
	Places    Places   `json:"places"`
	Admin     string   `json:"admin" is:"address" flag:"admin"`
	Log       Log      `json:"log"`
}

// NATS says how to reach the servers and who we are there.
type NATS struct {
	URLs           []string `json:"urls" is:"urls" flag:"nats"`
	Name           string   `json:"name"`
	Creds          string   `json:"creds" path:"file"`
	NKey           string   `json:"nkey" path:"file"`
	User           string   `json:"user"`
	Password       string   `json:"password" secret:"yes"`
	Token          string   `json:"token" secret:"yes"`
	TLS            TLS      `json:"tls"`
	ConnectTimeout Duration `json:"connect_timeout" min:"100ms" max:"10m"`
}

// TLS names the PEM files of an encrypted connection.
type TLS struct {
	CA         string `json:"ca" path:"file"`
	Cert       string `json:"cert" path:"file"`
	Key        string `json:"key" path:"file"`
	ServerName string `json:"server_name"`
}

// Input is where stories come from.
type Input struct {
	Stream       string   `json:"stream" is:"name"`
	Subject      string   `json:"subject" is:"tree"`
	Durable      string   `json:"durable" is:"name"`
	MaxAge       Duration `json:"max_age" min:"1s" zero:"for ever"`
	DedupeWindow Duration `json:"dedupe_window" min:"1s"`
	Formats      []Rule   `json:"formats" is:"rules" reload:"yes"`
}

// Rule says that stories on a subject are in a format, and in a charset where
// they do not say it themselves.
type Rule struct {
	Subject string `json:"subject"`
	Format  string `json:"format"`
	Charset string `json:"charset"`
}

// Output is where enriched stories go.
type Output struct {
	Stream       string   `json:"stream" is:"name"`
	Subject      string   `json:"subject" is:"tree"`
	Format       string   `json:"format" oneof:"ninjs newsml-g2"`
	Strict       bool     `json:"strict"`
	MaxAge       Duration `json:"max_age" min:"1s" zero:"for ever"`
	DedupeWindow Duration `json:"dedupe_window" min:"1s"`
}

// Dead is where stories go that cannot be enriched.
type Dead struct {
	Stream       string   `json:"stream" is:"name"`
	Subject      string   `json:"subject" is:"tree"`
	MaxAge       Duration `json:"max_age" min:"1s" zero:"for ever"`
	DedupeWindow Duration `json:"dedupe_window" min:"1s"`
}

// Life is what is remembered of a story from version to version.
type Life struct {
	Bucket         string   `json:"bucket" is:"bucket"`
	MaxAge         Duration `json:"max_age" min:"1m"`
	Stale          string   `json:"stale" oneof:"drop publish"`
	Orders         []Order  `json:"orders" is:"orders"`
	ClustersBucket string   `json:"clusters_bucket" is:"bucket"`
	ClustersWindow Duration `json:"clusters_window" min:"1m"`
}

// Order says what tells which of two versions of a source is the newer one.
type Order struct {
	Source string `json:"source"`
	By     string `json:"by"`
}

// Held is where stories are whose embargo is waited for.
type Held struct {
	Stream  string `json:"stream" is:"name"`
	Subject string `json:"subject" is:"tree"`
}

// Consumer is how much is done at once, how long it may take and what
// happens when it fails.
type Consumer struct {
	Workers        int      `json:"workers" min:"0" max:"1024"`
	InFlight       int      `json:"in_flight" min:"1" max:"65536"`
	MaxStorySize   Size     `json:"max_story_size" min:"1KiB" max:"64MiB"`
	AckWait        Duration `json:"ack_wait" min:"1s"`
	SuspectAfter   int      `json:"suspect_after" min:"1" max:"100"`
	StoryTimeout   Duration `json:"story_timeout" min:"10ms"`
	RetryMin       Duration `json:"retry_min" min:"1ms"`
	RetryMax       Duration `json:"retry_max" min:"1ms"`
	DrainDeadline  Duration `json:"drain_deadline" min:"100ms"`
	PublishTimeout Duration `json:"publish_timeout" min:"100ms"`
	TrialsBucket   string   `json:"trials_bucket" is:"bucket"`
}

// Entities is how people, organisations and other names are found.
type Entities struct {
	Engine        string   `json:"engine" oneof:"dateline prose"`
	MinConfidence int      `json:"min_confidence" min:"0" max:"100" reload:"yes"`
	Authorities   []string `json:"authorities" is:"paths" path:"files" reload:"yes"`
}

// Topics is how subjects are found.
type Topics struct {
	MinConfidence int    `json:"min_confidence" min:"0" max:"100" reload:"yes"`
	Language      string `json:"language" oneof:"en-GB en-CA ar da de es fr fr-CA nb pt-BR pt-PT sv zh-Hans" reload:"yes"`
	Rules         string `json:"rules" path:"file" reload:"yes"`
}

// Places is how places are found.
type Places struct {
	MinConfidence int    `json:"min_confidence" min:"0" max:"100" reload:"yes"`
	Gazetteer     string `json:"gazetteer" path:"file"`
	Home          []Home `json:"home" is:"homes"`
}

// Home says what region a source writes of.
type Home struct {
	Source string `json:"source"`
	Place  string `json:"place"`
}

// Log is what is said on standard error.
type Log struct {
	Level  string `json:"level" oneof:"debug info warn error" flag:"log-level" reload:"yes"`
	Format string `json:"format" oneof:"auto text json" flag:"log-format"`
}
