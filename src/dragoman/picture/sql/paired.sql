-- Some reports ($1) with the earlier ones that they share looked-up runs with, and how many: of the reports that share a
-- run the first, and the one before it (reprints.py).
WITH asked AS (SELECT DISTINCT unnest(sample) AS run FROM {outlines} WHERE report IN (SELECT unnest($1::VARCHAR[]))),
owned AS (
    SELECT o.run, o.report, o.day, o.words
    FROM (SELECT unnest(sample) AS run, report, day, words FROM {outlines}) AS o SEMI JOIN asked AS a ON a.run = o.run
),
placed AS (
    SELECT report, first_value(report) OVER place AS head, lag(report) OVER place AS before
    FROM owned WINDOW place AS (PARTITION BY run ORDER BY day NULLS LAST, words DESC, report)
),
pairs AS (
    SELECT report AS late, before AS early FROM placed WHERE before IS NOT NULL
    UNION ALL
    SELECT report, head FROM placed WHERE before IS NOT NULL AND head <> before
)
SELECT late, early, count(*) FROM pairs WHERE late IN (SELECT unnest($1::VARCHAR[])) GROUP BY late, early
