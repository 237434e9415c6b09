R"sql(
CREATE TABLE checker(id INTEGER PRIMARY KEY, label TEXT NOT NULL, version INTEGER NOT NULL, rules TEXT NOT NULL, UNIQUE(label, version, rules)) STRICT;
CREATE TABLE verdict(response_id INTEGER PRIMARY KEY REFERENCES response(id), checker_id INTEGER NOT NULL REFERENCES checker(id), verdict INTEGER NOT NULL CHECK(verdict BETWEEN 0 AND 8), proof INTEGER NOT NULL CHECK(proof BETWEEN 0 AND 5), reference_hash INTEGER NOT NULL, part INTEGER NOT NULL CHECK(part BETWEEN 0 AND 2), byte INTEGER NOT NULL CHECK(byte >= 0), end_byte INTEGER NOT NULL CHECK(end_byte >= byte), score REAL, rule TEXT NOT NULL, extracted TEXT NOT NULL, gold_reading TEXT NOT NULL, answer_reading TEXT NOT NULL, reason TEXT NOT NULL) STRICT;
CREATE TABLE overrule(response_id INTEGER NOT NULL REFERENCES response(id), annotator_id INTEGER NOT NULL REFERENCES annotator(id), standing INTEGER NOT NULL CHECK(standing BETWEEN 0 AND 7), note TEXT NOT NULL, PRIMARY KEY(response_id, annotator_id)) STRICT, WITHOUT ROWID;
CREATE TABLE choice(id INTEGER PRIMARY KEY, uid BLOB NOT NULL UNIQUE, rule TEXT NOT NULL, made_us INTEGER NOT NULL, prompts INTEGER NOT NULL DEFAULT 0, responses INTEGER NOT NULL DEFAULT 0, finished INTEGER NOT NULL DEFAULT 0 CHECK(finished IN (0,1)), active INTEGER NOT NULL DEFAULT 0 CHECK(active IN (0,1))) STRICT;
CREATE TABLE chosen(choice_id INTEGER NOT NULL REFERENCES choice(id), response_id INTEGER NOT NULL REFERENCES response(id), PRIMARY KEY(choice_id, response_id)) STRICT, WITHOUT ROWID;
CREATE INDEX chosen_response ON chosen(response_id);
CREATE TABLE check_rules(one INTEGER PRIMARY KEY CHECK(one = 1), rules TEXT NOT NULL) STRICT;
UPDATE prompt SET marks = marks & 140737488355327 WHERE marks > 140737488355327;
)sql"
