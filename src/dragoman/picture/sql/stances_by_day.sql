-- Positions with the day of their report and the words of their object.
SELECT
    p.report, r.day, p.ordinal, p.holder, p.stance, p.object_actor,
    substring(r.text, p.object_start + 1, p.object_end - p.object_start) AS words, p.since
FROM (SELECT * FROM positions WHERE {reports}) AS p JOIN reports AS r ON r.id = p.report
ORDER BY r.day, p.report, p.ordinal
