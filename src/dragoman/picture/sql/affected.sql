-- The reports whose earlier ones with a looked-up run in common are others because of some reports ($1), and these
-- themselves: of those that share a run each is compared with the first and with the one before it (reprints.py).
WITH asked AS (SELECT DISTINCT unnest(sample) AS run FROM {outlines} WHERE report IN (SELECT unnest($1::VARCHAR[]))),
owned AS (
    SELECT o.run, o.report, o.day, o.words
    FROM (SELECT unnest(sample) AS run, report, day, words FROM {outlines}) AS o SEMI JOIN asked AS a ON a.run = o.run
),
placed AS (
    SELECT report, first_value(report) OVER place AS head, lag(report) OVER place AS before
    FROM owned WINDOW place AS (PARTITION BY run ORDER BY day NULLS LAST, words DESC, report)
)
SELECT DISTINCT report FROM placed
WHERE report IN (SELECT unnest($1::VARCHAR[])) OR head IN (SELECT unnest($1::VARCHAR[]))
    OR before IN (SELECT unnest($1::VARCHAR[]))
