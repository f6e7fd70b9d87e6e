-- One row a report, one coding a report, and every record of a coding as rows that can be asked for.
-- Offsets (start_at, end_at and the like) are code points of reports.text, half-open. Days are inclusive.
-- Keys are kept on reports and codings only: all other rows are written and taken away with their coding, and an
-- index on each of them doubles the time to add.

CREATE TABLE reports (
    id VARCHAR PRIMARY KEY,
    text VARCHAR NOT NULL,       -- as it came
    published VARCHAR,           -- as the report brings it: ISO date, or date-time with zone
    title VARCHAR,
    url VARCHAR,
    publisher VARCHAR,
    language VARCHAR,
    author VARCHAR,
    day DATE,                    -- the report's day as coded: given, or read from dateline or text
    text_digest VARCHAR NOT NULL, -- 16 hex digits of the SHA-256 of the text
    added TIMESTAMP              -- UTC
);

CREATE TABLE codings (
    report VARCHAR PRIMARY KEY,
    version VARCHAR NOT NULL,    -- of dragoman
    digest VARCHAR NOT NULL,     -- of its model and rules
    coding VARCHAR NOT NULL      -- the coding as JSON, without its report
);

CREATE TABLE superseded_codings (
    report VARCHAR NOT NULL,
    version VARCHAR NOT NULL,
    digest VARCHAR NOT NULL,
    coding VARCHAR NOT NULL,
    report_json VARCHAR,         -- the former report, where that came with another text or other facts; else null
    superseded TIMESTAMP         -- UTC
);

CREATE TABLE wires (
    report VARCHAR NOT NULL,
    agency VARCHAR,
    published VARCHAR,           -- as coded: ISO date, or date-time with zone
    published_from VARCHAR,      -- given, dateline, text
    dateline_start INTEGER,
    dateline_end INTEGER,
    dateline_place INTEGER,      -- places.ordinal of this report
    dateline_day DATE
);

CREATE TABLE credits (
    report VARCHAR NOT NULL,
    start_at INTEGER,
    end_at INTEGER,
    name VARCHAR,
    role VARCHAR,
    place VARCHAR
);

CREATE TABLE noise (report VARCHAR NOT NULL, start_at INTEGER, end_at INTEGER, kind VARCHAR);

CREATE TABLE sentences (report VARCHAR NOT NULL, ordinal INTEGER NOT NULL, start_at INTEGER, end_at INTEGER);

CREATE TABLE actors (
    report VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,    -- from 0
    actor VARCHAR NOT NULL,      -- the same in all reports: SRB, SRB/aleksandar-vucic, IGO/nato
    name VARCHAR,
    type VARCHAR,                -- person, organization, group, state
    country VARCHAR,             -- ISO 3166-1 alpha-3, Kosovo XKX
    sector VARCHAR,              -- PLOVER
    sectors VARCHAR[],
    role VARCHAR,
    ethnic_group VARCHAR
);

CREATE TABLE mentions (
    report VARCHAR NOT NULL,
    actor VARCHAR NOT NULL,
    start_at INTEGER,
    end_at INTEGER,
    kind VARCHAR                 -- name, nominal, pronoun
);

CREATE TABLE places (
    report VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,    -- from 0; events.place points here
    start_at INTEGER,
    end_at INTEGER,
    name VARCHAR,
    geonames_id BIGINT,
    lat DOUBLE,                  -- degrees, WGS 84
    lon DOUBLE,
    country VARCHAR,
    feature VARCHAR,             -- GeoNames feature code
    use VARCHAR                  -- literal, associative
);

CREATE TABLE times (
    report VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,    -- from 0
    start_at INTEGER,
    end_at INTEGER,
    type VARCHAR,                -- DATE, TIME, DURATION, SET
    value VARCHAR,               -- TIMEX3
    begin_day DATE,
    until_day DATE
);

CREATE TABLE statements (
    id VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,    -- from 0
    source_start INTEGER,
    source_end INTEGER,
    source_actor VARCHAR,
    cue_start INTEGER,
    cue_end INTEGER,
    kind VARCHAR,                -- direct, indirect, mixed
    denies BOOLEAN,
    attitude VARCHAR
);

CREATE TABLE statement_contents (report VARCHAR NOT NULL, statement VARCHAR NOT NULL, start_at INTEGER, end_at INTEGER);

CREATE TABLE events (
    id VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,    -- from 0
    type VARCHAR NOT NULL,       -- PLOVER
    mode VARCHAR,
    quad TINYINT,                -- 1 verbal and 2 material cooperation, 3 verbal and 4 material conflict
    score DOUBLE,                -- PLOVER, -10 to 10
    anchor_start INTEGER,
    anchor_end INTEGER,
    begin_day DATE,
    until_day DATE,
    day DATE,                    -- begin_day, else until_day, else the report's day
    place INTEGER,               -- places.ordinal of this report
    modality VARCHAR,            -- actual, future, hypothetical, negated
    historical BOOLEAN,
    statement VARCHAR,           -- statements.id; null where the report says it in its own voice
    same_as VARCHAR,             -- events.id of an earlier event of this report that is the same happening
    confidence DOUBLE,
    killed_min BIGINT,
    killed_max BIGINT,
    injured_min BIGINT,
    injured_max BIGINT,
    displaced_min BIGINT,
    displaced_max BIGINT,
    detained_min BIGINT,
    detained_max BIGINT
);

CREATE TABLE event_contexts (report VARCHAR NOT NULL, event VARCHAR NOT NULL, context VARCHAR NOT NULL);

CREATE TABLE participants (
    report VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    part VARCHAR NOT NULL,       -- actor, recipient
    ordinal INTEGER NOT NULL,    -- from 0 in each part
    actor VARCHAR,
    country VARCHAR,             -- of the actor, so that dyads need no join
    sector VARCHAR,
    start_at INTEGER,
    end_at INTEGER
);

CREATE TABLE commitments (
    id VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,    -- from 0
    kind VARCHAR,                -- demand, ultimatum, obligation, promise, threat, offer, condition, request
    content_start INTEGER,
    content_end INTEGER,
    condition_start INTEGER,
    condition_end INTEGER,
    due_begin DATE,
    due_until DATE,
    state VARCHAR,               -- open, met, unmet, rejected, accepted
    statement VARCHAR,           -- statements.id
    event VARCHAR                -- events.id
);

CREATE TABLE commitment_parties (
    report VARCHAR NOT NULL,
    commitment VARCHAR NOT NULL,
    part VARCHAR NOT NULL,       -- debtor, creditor
    actor VARCHAR,
    start_at INTEGER,
    end_at INTEGER
);

CREATE TABLE positions (
    id VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,    -- from 0
    holder VARCHAR,
    holder_start INTEGER,
    holder_end INTEGER,
    stance VARCHAR,
    object_actor VARCHAR,
    object_start INTEGER,
    object_end INTEGER,
    since VARCHAR,               -- ISO day
    statement VARCHAR            -- statements.id
);
