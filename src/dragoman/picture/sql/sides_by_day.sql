-- The participants with the day of their event.
SELECT p.report, p.event, p.part, p.ordinal, p.actor, p.country, p.sector, p.start_at, p.end_at, e.day
FROM participants AS p JOIN events AS e ON e.id = p.event
ORDER BY e.day, p.event, p.part, p.ordinal
