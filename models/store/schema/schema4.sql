R"sql(
CREATE TABLE generation(id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, batch_id INTEGER REFERENCES batch(id), source_id INTEGER NOT NULL REFERENCES source(id), teacher TEXT NOT NULL, model TEXT NOT NULL, currency TEXT NOT NULL, started_us INTEGER NOT NULL, ended_us INTEGER NOT NULL DEFAULT 0, in_file INTEGER NOT NULL DEFAULT 0 CHECK(in_file IN (0,1))) STRICT;
CREATE TABLE generation_text(generation_id INTEGER PRIMARY KEY REFERENCES generation(id), settings TEXT NOT NULL) STRICT;
CREATE TABLE request(id INTEGER PRIMARY KEY, generation_id INTEGER NOT NULL REFERENCES generation(id), source_id INTEGER NOT NULL REFERENCES source(id), prompt_id INTEGER NOT NULL REFERENCES prompt(id), sample INTEGER NOT NULL CHECK(sample >= 0), state INTEGER NOT NULL CHECK(state BETWEEN 0 AND 4), attempts INTEGER NOT NULL CHECK(attempts > 0), sent_us INTEGER NOT NULL, ended_us INTEGER NOT NULL DEFAULT 0, prompt_tokens INTEGER NOT NULL DEFAULT 0, cached_tokens INTEGER NOT NULL DEFAULT 0, completion_tokens INTEGER NOT NULL DEFAULT 0, reasoning_tokens INTEGER NOT NULL DEFAULT 0, usage_known INTEGER NOT NULL DEFAULT 0 CHECK(usage_known IN (0,1)), cost INTEGER NOT NULL DEFAULT 0, response_id INTEGER REFERENCES response(id), server_id TEXT NOT NULL DEFAULT '', finish_reason TEXT NOT NULL DEFAULT '', error TEXT NOT NULL DEFAULT '') STRICT;
CREATE UNIQUE INDEX request_slot ON request(source_id, prompt_id, sample) WHERE state IN (0,1,3);
CREATE INDEX request_run ON request(generation_id, state);
CREATE INDEX request_open ON request(state) WHERE state IN (0,3);
CREATE TABLE request_text(request_id INTEGER PRIMARY KEY REFERENCES request(id), reasoning TEXT NOT NULL, answer TEXT NOT NULL) STRICT;
ALTER TABLE overrule ADD COLUMN prompt_id INTEGER NOT NULL DEFAULT 0;
UPDATE overrule SET prompt_id = (SELECT prompt_id FROM response WHERE id = response_id);
CREATE INDEX overrule_prompt ON overrule(annotator_id, standing, prompt_id);
)sql"
