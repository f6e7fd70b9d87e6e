-- What reports and events are compared by, so that the picture follows a few new reports without reading all the others;
-- which reports it has not followed yet, and which rules it was made by. Made from the tables of step 1, and never the
-- only copy of anything but of unpictured, which the next refresh of the whole spares.

CREATE TABLE unpictured (report VARCHAR NOT NULL); -- added or coded anew since the derived tables were made

CREATE TABLE picture_stamps (stamp VARCHAR NOT NULL); -- of the rules that made the derived tables; empty while these are not whole

CREATE TABLE outlines (          -- a report as reprints are found by
    report VARCHAR NOT NULL,
    day DATE,
    text_digest VARCHAR NOT NULL,
    words INTEGER NOT NULL,
    runs INTEGER NOT NULL,       -- different runs of three words
    sample UINTEGER[] NOT NULL   -- digests of one in four of these
);

CREATE TABLE tellings (          -- an event as happenings are found by; of a text that came twice the earliest report
    event VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    day DATE,                    -- of the report
    ordinal INTEGER NOT NULL,    -- events.ordinal
    lead VARCHAR NOT NULL,       -- the report's first telling of the same
    lead_ordinal INTEGER NOT NULL,
    undated BOOLEAN NOT NULL,    -- whether no telling of the same in the report says anything of the day
    type VARCHAR NOT NULL,
    mode VARCHAR,
    speaker VARCHAR,             -- who says so: actor, name, country, whether it is denied, with tabs between
    agents VARCHAR[],
    agent_lines VARCHAR[],       -- with those that they act for
    agents_known VARCHAR[],      -- those that other reports can know
    recipients VARCHAR[],
    recipient_lines VARCHAR[],
    recipients_known VARCHAR[],
    place_key VARCHAR,           -- geonames_id, else the name in small letters
    place_name VARCHAR,
    geonames_id BIGINT,
    place_country VARCHAR,
    place_feature VARCHAR,
    stems VARCHAR[],             -- of the event's words
    begin_day DATE,
    until_day DATE,
    first_day DATE,              -- the days in which it may lie
    last_day DATE
);
