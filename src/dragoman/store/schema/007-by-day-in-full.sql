-- The tables by day once more, with all that a page shows of an event but its words, and with numbers as keys, which
-- join faster than ids; what two states did between them; reports and actors as lists name them. Made from the tables of
-- steps 1 and 2 and never the only copy of anything. They stay when something is added: the reports that came since stand
-- in unpictured, and who asks takes those from the tables of step 1.

DROP TABLE events_by_day;
DROP TABLE sides_by_day;

CREATE TABLE events_by_day (
    n INTEGER NOT NULL,          -- counts from 1 in the order of the days
    id VARCHAR NOT NULL,         -- events.id
    report VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    type VARCHAR NOT NULL,
    mode VARCHAR,
    quad TINYINT,
    score DOUBLE,
    anchor_start INTEGER,
    anchor_end INTEGER,
    sentence_start INTEGER,      -- of the sentence that holds the anchor
    sentence_end INTEGER,
    begin_day DATE,
    until_day DATE,
    day DATE,
    modality VARCHAR,
    historical BOOLEAN,
    confidence DOUBLE,
    killed_min BIGINT,
    killed_max BIGINT,
    injured_min BIGINT,
    injured_max BIGINT,
    displaced_min BIGINT,
    displaced_max BIGINT,
    detained_min BIGINT,
    detained_max BIGINT,
    place_name VARCHAR,          -- of events.place, from places
    place_country VARCHAR,
    place_feature VARCHAR,
    lat DOUBLE,
    lon DOUBLE,
    geonames_id BIGINT,
    sourced BOOLEAN NOT NULL,    -- whether somebody is named who says so: events.statement
    source_actor VARCHAR,        -- who that is, from statements
    source_start INTEGER,
    source_end INTEGER,
    denies BOOLEAN,
    publisher VARCHAR,           -- of the report
    report_day DATE,
    happening VARCHAR,           -- as in happenings, null where it is linked to none
    first BOOLEAN,
    counted BOOLEAN NOT NULL,    -- told as fact, no background, no reprint, and the telling that counts of its happening
    tellings INTEGER,            -- how often the happening is told as fact
    reports INTEGER,             -- in how many reports
    sources INTEGER              -- by how many publishers in their own words
);

CREATE TABLE sides_by_day (      -- participants, with their event's day and name
    n INTEGER NOT NULL,          -- events_by_day.n
    day DATE,
    part VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    actor VARCHAR,
    country VARCHAR,
    sector VARCHAR,
    name VARCHAR,                -- as the report has it
    state VARCHAR                -- country, or the body of no country (IGO/nato)
);

CREATE TABLE pairs_by_day (      -- what counts between two states on opposite sides, either way, each event once for each pair
    n INTEGER NOT NULL,          -- events_by_day.n
    day DATE NOT NULL,
    a VARCHAR NOT NULL,          -- the first of the two in the order of the alphabet
    b VARCHAR NOT NULL,
    type VARCHAR NOT NULL,
    quad TINYINT,
    score DOUBLE
);

CREATE TABLE reports_by_day (
    id VARCHAR NOT NULL,         -- reports.id
    day DATE,
    publisher VARCHAR,
    title VARCHAR,
    original VARCHAR,            -- as in reprints
    events INTEGER
);

CREATE TABLE known_actors (      -- what most reports say of an actor
    actor VARCHAR NOT NULL,
    name VARCHAR,                -- one that begins with a capital where some report has such a one
    type VARCHAR,
    country VARCHAR,
    sector VARCHAR,
    role VARCHAR,
    ethnic_group VARCHAR,
    reports INTEGER,
    names VARCHAR[],             -- the most frequent twelve
    named INTEGER[]              -- in how many reports each of these
);

INSERT INTO unpictured SELECT id FROM reports; -- none of them is in these tables yet
