-- The days of the events of some reports ($reports), of some events ($events), and of all that tells the same.
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
SELECT day::VARCHAR AS day FROM events WHERE id IN (SELECT id FROM asked) OR id IN (SELECT event FROM same)
UNION
SELECT coalesce(begin_day, until_day, day)::VARCHAR FROM tellings WHERE report IN (SELECT unnest($reports::VARCHAR[]))
ORDER BY day
