// Package deploy is what it takes to run Dateline for real, and the guide to
// it. The package has no code but tests: they hold these files against the
// tools that will read them, and against the program.
//
//	Dockerfile          one static binary on an empty base
//	compose.yaml        NATS, two Datelines and Prometheus on one machine
//	nats.conf           the NATS server of compose.yaml
//	dateline.service    the same binary under systemd, locked in
//	dateline.yaml       the configuration of both
//	prometheus.yml      scrapes every replica
//	rules/              alerts, and what fires when
//
// # What is durable
//
// Dateline keeps nothing itself. A story is safe once NATS has confirmed it: in
// WIRE_RAW until it is taken, in WIRE_ENRICHED or WIRE_DEAD afterwards, and it is
// acknowledged only after the second confirmation. So the promise that no story
// is lost is as good as the server's word.
//
// By default that word is given before the bytes are on the disk: a server writes
// through every 2 minutes (sync_interval), and one that loses power in between
// has confirmed stories which are gone. A crash of the process alone loses
// nothing. There are two ways out:
//
//   - three servers in three places, and replicas: 3 in Dateline's configuration
//     before the streams are created. What one loses the others have;
//   - one server with sync_interval: always, as in nats.conf. It then confirms 450
//     to 2,100 messages a second (measured with 3 KB messages on two cores), where
//     it does tens of thousands otherwise. A story is five messages: itself, its
//     record, and three small ones about its life (below).
//
// A full stream refuses new messages and throws none away. Dateline waits then,
// and shows it in dateline_output_waiting.
//
// # Each story once
//
// A record carries a Nats-Msg-Id made from source, URI and revision of the story,
// which is the ce-id of the CloudEvent (1.0, binary mode) that it is as well:
// ce-type is dateline.story.enriched.v1, or dateline.story.withdrawn.v1 for a
// tombstone; ce-source is urn:dateline: and the source; ce-time is when the story
// was stored in the input.
// The server drops a second one within the output's dedupe_window, 24h unless set
// otherwise: redeliveries, a source that sends twice, two publishers of the same
// feed. Make the window longer than the longest outage after which a source sends
// everything again; it costs the server about 85 bytes a story. max_age must be at
// least as long. Beyond the window the life of the story is what a copy is known by.
//
// The settings of a stream count from its creation. `dateline check --connect`
// says where a stream differs from the configuration; `nats stream edit` mends it.
//
// # The life of a story
//
// The bucket DATELINE_STORIES has an entry for each story, for life.max_age (30
// days) after its last version: what came out, whether it was withdrawn, and which
// version is just being published. With it, whatever the number of replicas:
//
//   - a revision that came out is dropped when it comes again (outcome duplicate);
//   - one that is older than what is out is dropped (superseded) or, with
//     life.stale: publish, comes out marked: enrichment.life.stale, Dateline-Stale;
//   - after a kill, a recall or a withheld version, none comes out that the source
//     does not call newer (withdrawn), however late it comes. A kill itself always
//     comes out, and does not wait for anything;
//   - a new version names the one before: enrichment.life.predecessor,
//     Dateline-Predecessor. Its tags are those of before where its text is the same
//     and models and settings are, too (dateline_tags_reused_total).
//
// Newer is what has the higher version, then the later versionCreated, then what
// arrived later; Reuters goes by time first. life.orders says otherwise for a source.
// Records without enrichment (output.strict, output.format: newsml-g2) have it in
// their headers only. Readers who keep one record a story do so by the header Dateline-Story, the same
// for all its versions, and pass over records that are marked stale.
//
// `dateline replay` tags stories that are still in the input anew and replaces the
// records that differ: the newest version of each story only. The record that does
// so has an event id of its own and names the other in enrichment.life.replaces.
//
// The bucket DATELINE_CLUSTERS has a signature (MinHash) of each text for
// life.clusters_window (3 days). Takes that say much the same, from two feeds or
// with a line changed, have the same enrichment.life.cluster and Dateline-Cluster,
// and so have all versions of a story.
//
// With embargo: hold, what may not come out yet lies in WIRE_HELD until then; a
// kill or a correction that comes meanwhile counts. Otherwise it is passed on with
// its embargoedUntil.
//
// A user of its own needs to publish on $KV.DATELINE_STORIES.>, DATELINE_CLUSTERS and
// DATELINE_TRIALS besides output, dead letters, $JS.API.> and $JS.ACK.>.
// Datelines with another durable on the same account need another trials_bucket; the
// other two they can share, as long as they publish to another stream.
//
// # More than one
//
// All replicas share the durable consumer dateline; start as many as you like, on
// any machine. One that ends gives back what it holds, one that dies is replaced
// after the ack_wait (30s). Stories may come out in another order than they went
// in; of one story no older version comes out after a newer one. The versions that one
// replica has in hand together keep their order; one that another replica overtakes,
// which takes two replicas and two versions within milliseconds, is superseded. Workers are one a core, memory is bounded by
// in_flight × max_story_size and stays below the limits set here.
//
// The admin address (DATELINE_ADMIN, 127.0.0.1:9464) is loopback by default, and
// 0.0.0.0:9464 in the image. It asks for no password: keep the port inside.
//
//	/healthz        200: the process answers; restart it if not
//	/readyz         200: stories are being taken; 503 says why not
//	/metrics        for Prometheus
//	POST /-/reload  the same as SIGHUP
//
// SIGHUP reads the configuration anew and applies format rules, thresholds of
// confidence, authority files, topics of your own and the log level; the log names what needs a restart. SIGTERM takes
// no new story, finishes those in flight within drain_deadline (25s) and exits
// with 0; whatever stops Dateline must wait a little longer than that. Exit codes
// 64 (command line) and 78 (configuration) mean that a restart will not help.
//
// # Dead letters
//
// Only what is wrong with a story itself makes it a dead letter: undecodable,
// panic (of the program, over this story), oversized, timeout (alone, longer than
// story_timeout) and crash (the process died twice with this story alone).
// Everything else is tried again for ever. `dateline dead list` shows them,
// `retry` puts them back on the input, `drop` removes them.
//
// # Metrics
//
// Every replica exports its own; the rules add them up.
//
//	dateline_stories_total               stories settled, by outcome: enriched; untagged (there
//	                                     was no text to tag); tombstone (withdrawn by its source);
//	                                     duplicate (it came out before); superseded (a newer
//	                                     version did); withdrawn (the story was, and this is not
//	                                     newer); held (until its embargo ends); dead
//	dateline_dead_letters_total          of these the dead ones, by reason
//	dateline_tags_total                  tags given, by kind: person, organisation, other, place, topic.
//	                                     A sudden drop in one kind is a source that changed
//	dateline_tags_reused_total           versions whose text is that of the version before: they
//	                                     were not tagged again
//	dateline_retries_total               stories given back to the input, to be tried again later
//	dateline_redeliveries_total          deliveries that were not the first of their story:
//	                                     retries, restarts, work slower than ack_wait
//	dateline_consume_errors_total        failed requests to NATS, by reason
//	dateline_nats_connected              1 while connected
//	dateline_nats_reconnects_total       how often the connection came back
//	dateline_pending_stories             the backlog: stories in the input that nobody has taken yet.
//	                                     The same in every replica; asked for every 5 s
//	dateline_in_flight_stories           stories held by this replica
//	dateline_output_waiting              finished records that the output does not take
//	dateline_last_settled_timestamp_seconds  when a story was last done with
//	dateline_end_to_end_duration_seconds from the input stream's receipt to settled, waiting included;
//	                                     from the end of its embargo where a story was held for it
//	dateline_stage_duration_seconds      time in a stage: decode, meet (what is known of the story), enrich,
//	                                     encode, publish
//	dateline_story_size_bytes            size of raw stories
//	dateline_build_info                  always 1; version, Go and commit as labels
//	dateline_model_info                  always 1; one for each embedded model, with its checksum
//	dateline_config_last_reload_successful                  0: the configuration of before is in use
//	dateline_config_last_reload_success_timestamp_seconds   since when it is in use
//
// Besides them there are the usual go_ and process_ metrics. The state of streams
// and consumers in full is exported by NATS's own prometheus-nats-exporter.
//
// # Alerts
//
// Each explains itself in rules/dateline.rules.yml, with what to do.
//
//	critical  DatelineDown, DatelineAbsent      no answer, no target
//	          DatelineNotStarted                waits for NATS or a stream since its start
//	          DatelineDisconnected              has lost NATS for a minute
//	          DatelineStalled                   stories wait, none settled for 2 minutes
//	          DatelineWaitingForOutput          the output is full, slow or gone
//	          DatelineManyDeadLetters           more than 5 % of the stories
//	warning   DatelineDeadLetters               at least one in 10 minutes
//	          DatelineRequestsFail              NATS refuses, or is slow
//	          DatelineRetries                   stories come back for a quarter of an hour
//	          DatelineSlow                      one in a hundred takes longer than 5 s
//	          DatelineBehind                    the backlog takes longer than 10 minutes
//	          DatelineRestarts                  three restarts in a quarter of an hour
//	          DatelineConfigNotReloaded         a mistake in the new configuration
//
// # The record
//
// A record is a ninjs 3.2 document with what the source said, and with the tags in
// subjects, people, organisations and places; ours have the creator
// urn:dateline:<version>, relevance and confidence from 0 to 100, and rel: about or
// mentions. A story that was withdrawn has pubStatus canceled or withheld, no text and
// no tags: take it down. Unless output.strict is set, a record has one property
// more, enrichment:
//
//	engine        name, version and models: what made the tags; omitted: the taggers that
//	              were left out because they do not know the language of the story
//	language      declared by the source, detected in the text with a confidence
//	text          plain text by field, headline and body; all offsets count in it
//	change        kind (new, update, correction, refile, repeat, kill, advisory): what this
//	              version does to the ones before it; evidence: what in the source says so
//	life          cluster: the same for all takes that say much the same; predecessor: the
//	              version that came out before; stale: a newer one did; replaces: the event of
//	              the record that this one stands for
//	dateline      raw as it stands in the text; place (a GeoNames URI), credit, date as written
//	entities      type (person, organisation, other), name in its fullest form, uri (of
//	              Wikidata, or of the newsroom's own list; missing where in doubt), symbols
//	              (ticker and exchange of a listed company), relevance, confidence, mentions
//	places        name, uri (GeoNames), wikidata, role (dateline: filed there; focus: it happens
//	              there; mention), featureCode (GeoNames: PPLC is a capital), countryCode
//	              (ISO 3166), admin (divisions, largest first), lat and lon (degrees, WGS 84),
//	              relevance, confidence, mentions. Without uri it is recognised, not resolved
//	topics        uri (IPTC Media Topic), name, path (codes from the top), relevance,
//	              confidence, evidence: the spans that weighed most
//	mentions and  field, start and end in Unicode code points, text: text[start:end] of that
//	evidence      field. A mention has a kind where it is no plain name: demonym, dateline.
//	              A place that opens the name of a public body lies inside its mention
package deploy
