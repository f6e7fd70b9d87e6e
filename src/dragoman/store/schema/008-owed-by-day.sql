-- What falls due and who stands where, as pages ask for it: made like the tables by day of step 7.

CREATE TABLE dues_by_day (       -- commitments that name a day
    report VARCHAR NOT NULL,
    day DATE,                    -- of the report
    due DATE NOT NULL,           -- commitments.due_until
    parties VARCHAR NOT NULL     -- ids of debtors and creditors, a tab before and behind each
);

CREATE TABLE stances_by_day (    -- positions
    report VARCHAR NOT NULL,
    day DATE,                    -- of the report
    ordinal INTEGER NOT NULL,
    holder VARCHAR,
    stance VARCHAR,
    object_actor VARCHAR,
    words VARCHAR,               -- those of the object
    since VARCHAR
);

INSERT INTO unpictured SELECT id FROM reports; -- none of them is in these tables yet
