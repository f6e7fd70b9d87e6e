-- The events and their sides once more, in the order of their days, so that a question about some weeks of a large store
-- reads those weeks only; and which telling of a happening counts. Made from the tables of steps 1 and 2 and never the
-- only copy of anything: empty from the moment that something is added until the picture is made again.

CREATE TABLE events_by_day (
    event VARCHAR NOT NULL,      -- events.id
    report VARCHAR NOT NULL,
    day DATE,
    type VARCHAR NOT NULL,
    quad TINYINT,
    happening VARCHAR,           -- as in happenings, null where it is linked to none
    first BOOLEAN,
    counted BOOLEAN NOT NULL     -- told as fact, no background, no reprint, and the telling that counts of its happening
);

CREATE TABLE sides_by_day (      -- participants with the event's day
    report VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    part VARCHAR NOT NULL,
    ordinal INTEGER NOT NULL,
    actor VARCHAR,
    country VARCHAR,
    sector VARCHAR,
    start_at INTEGER,
    end_at INTEGER,
    day DATE
);
