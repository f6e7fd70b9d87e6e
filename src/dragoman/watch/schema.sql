CREATE TABLE IF NOT EXISTS sources (
    source TEXT PRIMARY KEY,
    etag TEXT,
    modified TEXT,
    failures INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0          -- seconds since 1970
);

CREATE TABLE IF NOT EXISTS items (
    source TEXT NOT NULL,
    item TEXT NOT NULL,
    mark TEXT NOT NULL,                  -- changes with the item
    outcome TEXT,                        -- added, aside, failed; NULL while it is tried again
    tries INTEGER NOT NULL DEFAULT 0,
    seen REAL NOT NULL,
    PRIMARY KEY (source, item)
);

CREATE TABLE IF NOT EXISTS item_reports (
    source TEXT NOT NULL,
    item TEXT NOT NULL,
    report TEXT NOT NULL,
    PRIMARY KEY (source, item, report)
);

CREATE TABLE IF NOT EXISTS alerts (
    alert TEXT PRIMARY KEY,
    series TEXT NOT NULL,                -- the dyad, level and reason
    first TEXT NOT NULL,
    last TEXT NOT NULL,
    content TEXT NOT NULL
);

CREATE TABLE IF NOT EXISTS deliveries (
    alert TEXT NOT NULL,
    sink TEXT NOT NULL,
    done INTEGER NOT NULL DEFAULT 0,     -- 1 where it arrived, 2 where it was given up
    tries INTEGER NOT NULL DEFAULT 0,
    due REAL NOT NULL DEFAULT 0,
    PRIMARY KEY (alert, sink)
);

CREATE TABLE IF NOT EXISTS picture (
    behind INTEGER NOT NULL              -- 1 while the store has reports that the picture has not
);
