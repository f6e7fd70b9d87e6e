-- What many reports say together. Made from the tables of step 1 and never the only copy of anything.

CREATE TABLE reprints (
    report VARCHAR NOT NULL,
    original VARCHAR NOT NULL,   -- the report whose story this one carries
    likeness DOUBLE              -- 0 to 1
);

CREATE TABLE happenings (
    happening VARCHAR NOT NULL,
    event VARCHAR NOT NULL,
    report VARCHAR NOT NULL,
    first BOOLEAN                -- the telling that counts
);

CREATE TABLE dyad_days (
    source VARCHAR NOT NULL,
    target VARCHAR NOT NULL,
    level VARCHAR NOT NULL,      -- state, sector, group
    day DATE NOT NULL,
    quad1 INTEGER,
    quad2 INTEGER,
    quad3 INTEGER,
    quad4 INTEGER,
    score DOUBLE,
    events INTEGER
);
