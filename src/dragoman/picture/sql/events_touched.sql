-- The events of some reports ($reports), some events ($events), and all that tells the same, each with its day; with what
-- the reports told before.
WITH asked AS (
    SELECT id FROM events
    WHERE report IN (SELECT unnest($reports::VARCHAR[])) OR id IN (SELECT unnest($events::VARCHAR[]))
    UNION
    SELECT event FROM happenings
    WHERE report IN (SELECT unnest($reports::VARCHAR[])) OR event IN (SELECT unnest($events::VARCHAR[]))
),
same AS (
    SELECT event FROM happenings WHERE happening IN (SELECT happening FROM happenings WHERE event IN (SELECT id FROM asked))
)
SELECT id AS event, day::VARCHAR AS day FROM events
WHERE id IN (SELECT id FROM asked) OR id IN (SELECT event FROM same) OR same_as IN (SELECT event FROM same)
UNION
SELECT event, coalesce(begin_day, until_day, day)::VARCHAR FROM tellings
WHERE report IN (SELECT unnest($reports::VARCHAR[]))
